"""What is wrong with a compressed picture."""


class CodestreamError(Exception):
    """The stream is cut short, contradicts itself or is none of the known kinds.

    The text goes on a sentence that begins with "it": "its compressed picture ends early".
    """


ENDS_EARLY = "its compressed picture ends early"

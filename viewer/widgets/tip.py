"""Tooltips that read as what they say, whatever markup a file put into it."""

import html


def literal_tip(text: str) -> str:
    """Return what to give ``setToolTip`` so that a user reads ``text`` and nothing else.

    Qt draws a tooltip as rich text where it looks like some, and loads the pictures it names.
    """
    return f"<span>{html.escape(text)}</span>" if "<" in text or "&" in text else text

"""How well filters and recipes do: on films made worse on purpose, and on a phantom's holes.

Nothing here is trained; it stands beside the evaluations of networks, whose measures it shares.
"""

"""How well methods present films they never saw: fidelity, consistency, and no invented look.

Needs nothing but a folder of films; every method is given the same pairs.
"""

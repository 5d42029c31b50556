"""How well translations look like their target, and what they lose or invent on the way."""

"""Learning to translate films: two domains without pairs, and a few made from CT volumes."""

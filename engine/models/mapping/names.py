"""What the mapping's model is called."""

MODEL = "mapping"

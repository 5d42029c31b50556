"""Translation: a film made to look like another kind of picture; always synthetic."""

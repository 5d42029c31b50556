"""Names of the translation's models, for those who must not load torch."""

CT_LIKE = "chest-ct-like"
MR_LIKE = "chest-mr-like"

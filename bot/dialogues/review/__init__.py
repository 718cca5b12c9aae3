"""Going through what was read from a document, until it is in force."""

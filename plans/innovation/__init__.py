"""Innovations: what is known and missing of one, the verbs, the authors."""

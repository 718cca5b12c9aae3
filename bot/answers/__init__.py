"""Answers to questions: each reads facts and changes none."""

"""Registrations of titles and commendations: the rules, the verbs, the lists and what becomes of them."""

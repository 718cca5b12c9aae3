"""Bringing a calendar server and the plan into agreement: what there should be, what there is, what is done."""

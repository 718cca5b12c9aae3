"""Addresses that calendar programs subscribe to, and what they get there over HTTP."""

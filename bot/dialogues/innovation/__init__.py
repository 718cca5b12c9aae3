"""Innovations in the chat: registering one, saying all of it, its authors and files, and what becomes of it."""

"""Outgoing e-mail: letters, the server they go out by, and the links in them."""

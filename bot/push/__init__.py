"""Web push: a browser is told, through its maker's service, that there is something new in the chat."""

"""Documents that people send: fetched, read apart from the chat, answered where they were sent."""

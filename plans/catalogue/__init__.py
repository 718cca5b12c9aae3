"""The catalogue of titles and commendations, and what speaks against one for somebody."""

"""What is said and understood, per language: catalogues and lexicons, and the small code that loads them."""

"""What is kept of a person: told to themselves, removed when they have left."""

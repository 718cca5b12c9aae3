"""How people are let in: codes and the links that carry them, cards and letters, and who has guessed too often."""

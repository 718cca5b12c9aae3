"""Who answers a sentence, a command or a question behind a button, and what is said where nobody can."""

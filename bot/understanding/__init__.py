"""What a question means: text to intent and slots."""

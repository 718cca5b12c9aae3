"""The words of a text and of the languages we understand: read from locales/, found, and mended."""

"""Finding things by their words: what there is to find, its pages in the chat, what can be dropped elsewhere."""

"""Where facts are kept: the `Store` port, a memory implementation and a TinyDB implementation."""

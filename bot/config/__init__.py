"""Settings: what can be set, how a value is read, and where values come from."""

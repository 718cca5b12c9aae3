"""What people are told unasked: how each message is said, where it waits, who carries it out."""

"""What a department calls its tasks, units and titles, and which of them a text names."""

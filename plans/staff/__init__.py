"""The people of the department: who is meant, how they come in, change and leave."""

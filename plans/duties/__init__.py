"""Who sees to a task, and how it is said to be done: assigning, doing, confirming."""

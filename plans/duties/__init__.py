"""Who sees to a task, what cooperating units hand in, and how it is said to be done: giving, collecting, confirming."""

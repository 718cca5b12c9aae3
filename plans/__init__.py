"""What is true: the plan, its deadlines, the people, what is registered, and every decision that follows from them."""

"""From a draft to a plan in force: the review, later papers, other years."""

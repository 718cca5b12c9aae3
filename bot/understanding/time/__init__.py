"""The period a question names: words of time, the rules that join them, and the days they make."""

"""Reading and writing plan and roster files."""

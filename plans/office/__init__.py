"""What the office sets for everybody: days off and worked, ladders, what it confirms."""

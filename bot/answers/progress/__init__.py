"""The questions behind "tiến độ": how far the plan is, whole, by unit, by title, and as a workbook."""

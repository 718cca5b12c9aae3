"""The year that a paper means where it writes a day or a month without one."""

from dataclasses import dataclass

FIRST_MONTH_OF_SCHOOL = 8


@dataclass(frozen=True, slots=True)
class PlanYears:
    """The year a plan is for; of a school plan ("năm học 2024-2025") the first of its two."""

    first: int
    school: bool = False

    def year_of(self, month: int) -> int:
        """The calendar year of that month: in a school year January to July belong to the second year."""
        return self.first + (self.school and month < FIRST_MONTH_OF_SCHOOL)

    @property
    def last(self) -> int:
        """The last calendar year the plan reaches into."""
        return self.first + self.school

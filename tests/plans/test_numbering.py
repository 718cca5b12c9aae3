"""The numbers on receipts."""

from plans.numbering import next_number
from plans.store.memory import MemoryStore


def never() -> list[str]:
    """The numbers given, of a store that has too many to ask for them each time."""
    raise AssertionError("every record was read for one number")


def test_numbers_go_on_from_the_highest_that_was_given() -> None:
    with MemoryStore().transaction() as tx:
        given = ["ĐK-2024-007", "ĐK-2024-012", "", "ĐK-2023-099", "SK-2024-050"]
        assert next_number(tx, "ĐK-2024-", lambda: given) == "ĐK-2024-013"
        assert next_number(tx, "ĐK-2024-", lambda: given) == "ĐK-2024-014"
        assert next_number(tx, "ĐK-2025-", lambda: given) == "ĐK-2025-001"


def test_once_a_number_is_kept_the_records_are_not_looked_through() -> None:
    with MemoryStore().transaction() as tx:
        next_number(tx, "ĐK-2024-", tuple)
        assert next_number(tx, "ĐK-2024-", never) == "ĐK-2024-002"


def test_a_thousandth_number_has_four_digits() -> None:
    with MemoryStore().transaction() as tx:
        assert next_number(tx, "ĐK-2024-", lambda: ["ĐK-2024-999"]) == "ĐK-2024-1000"

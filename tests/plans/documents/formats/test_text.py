import pytest

from plans.documents.formats.text import read
from plans.documents.outline import Block, Cell, Outline
from plans.problems import Problem


def blocks(text: str) -> tuple[Block, ...]:
    """A text as it is read."""
    found = read(text.encode(), "kh.txt")
    assert isinstance(found, Outline)
    return found.blocks


def rows(text: str) -> list[list[str]]:
    """The cells of its table rows."""
    return [[cell.text for cell in block.cells] for block in blocks(text) if block.cells]


def test_a_block_is_a_line_with_its_number() -> None:
    assert blocks("KẾ HOẠCH\n\n  Trước 15/6.  \n") == (Block(1, "KẾ HOẠCH"), Block(3, "Trước 15/6."))


def test_lines_with_tabs_are_rows_of_one_table_until_another_line() -> None:
    found = blocks("TT\tNội dung\nQUÝ I\t\n\n\tviết tiếp\t\nHết\n1\t2\t3")
    assert [(block.number, block.table, block.row) for block in found] == [
        (1, 1, 1),
        (2, 1, 2),
        (4, 1, 3),
        (5, 0, 0),
        (6, 2, 1),
    ]
    assert found[1].cells == (Cell("QUÝ I"), Cell(""))
    assert found[2].text == "\tviết tiếp\t"


@pytest.mark.parametrize("line", ["\tThụt vào", "1.\tXây dựng kế hoạch", "a)\tBáo cáo", "-\tVăn phòng", "1.1.\tMột"])
def test_an_indented_line_and_a_list_item_are_no_rows(line: str) -> None:
    assert [block.text for block in blocks(line)] == [line.strip()]
    assert rows(line) == []


def test_a_first_column_of_plain_numbers_is_a_row() -> None:
    assert rows("1\tXây dựng kế hoạch") == [["1", "Xây dựng kế hoạch"]]


def test_tables_with_pipes_are_rows_without_their_rule() -> None:
    text = "| TT | Nội dung |\n|---|:---:|\n| 1 | Báo cáo<br>sơ kết \\| tổng kết |\n\nHết"
    assert rows(text) == [["TT", "Nội dung"], ["1", "Báo cáo\nsơ kết | tổng kết"]]


def test_a_table_with_pipes_may_have_none_at_its_sides() -> None:
    assert rows("TT | Nội dung\n--- | ---\n1 | Báo cáo") == [["TT", "Nội dung"], ["1", "Báo cáo"]]


def test_a_pipe_in_a_sentence_is_no_table() -> None:
    assert rows("Sở Nội vụ | Văn phòng") == []


def test_a_text_in_utf_16_is_read() -> None:
    found = read("Trước 15/6/2024.".encode("utf-16"), "kh.txt")
    assert isinstance(found, Outline)
    assert found.blocks[0].text == "Trước 15/6/2024."


def test_an_old_code_page_is_said() -> None:
    found = read("Kế hoạch thi đua năm 2024 của Sở".encode("cp1258", "ignore"), "kh.txt")
    assert isinstance(found, Problem)
    assert found.code == "file.old_encoding"


@pytest.mark.parametrize("text", ["[Kế hoạch]\nMã: x", "\n# ghi chú\n[NHIỆM VỤ 1.1]\nMã: x", "\ufeff[Kế hoạch]"])
def test_a_reviewed_plan_is_named_as_such(text: str) -> None:
    assert read(text.encode(), "kh.txt") == Problem("document.reviewed_file", {"file": "kh.txt"})


def test_a_heading_in_brackets_further_down_is_no_reviewed_plan() -> None:
    assert len(blocks("Công văn\n[Kế hoạch] kèm theo")) == 2
    assert len(blocks("[Kế hoạch] kèm theo")) == 1

from plans.documents.extraction.stacked import unstacked
from tests.plans.documents.extraction.reading import outline_of, told

TABLE = """TT

Nội dung công việc

Ngày chậm nhất phải hoàn thành

1

Mở hội nghị triển khai ở huyện

05/3/2025

2

Thành lập tổ giúp việc

Phòng Nội vụ lập danh sách.

12/3/2025 (thứ Tư)
"""


def test_cells_beneath_each_other_are_rows_with_the_day_behind_the_work() -> None:
    read = told(TABLE)
    assert [line.split(":")[0] for line in read] == ["by 2025-03-05", "by 2025-03-12"]
    assert "Mở hội nghị triển khai ở huyện" in read[0]
    assert "Thành lập tổ giúp việc" in read[1]


def test_lines_without_the_heads_of_a_table_stay_as_they_are() -> None:
    blocks = outline_of("TT\n1\nHọp\n05/3/2025\n2\nXét\n12/3/2025").blocks
    assert unstacked(blocks) == blocks

"""The same plan says the same, block by block, in every format that can be made here."""

from collections.abc import Callable

import pytest

from plans.documents.formats.registry import read_outline
from plans.documents.outline import Outline
from tests.papers import Content, as_docx, as_html, as_markdown, as_text, as_xlsx, gold_content, texts

PAPERS = (
    "so-cong-thuong-gia-lai-2024",
    "so-ngoai-vu-lang-son-2024",
    "ubnd-phuong-quyet-thang-2024",
    "so-cong-thuong-gia-lai-2018",
    "bao-cao-so-ket-gia-lai-2023",
)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("written", [as_docx, as_xlsx, as_html, as_markdown])
def test_a_paper_reads_alike_in_every_format(paper: str, written: Callable[[Content], bytes]) -> None:
    content = gold_content(paper)
    plain, other = read_outline(as_text(content), "kh.txt"), read_outline(written(content), "kh")
    assert isinstance(plain, Outline)
    assert isinstance(other, Outline)
    assert texts(other) == texts(plain)
    assert [block.cells for block in other.blocks] == [block.cells for block in plain.blocks]

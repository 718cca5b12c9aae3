import pytest

from plans.documents.formats.docx import read
from plans.documents.outline import Outline
from tests.papers import docx_of, paragraph


def numbered(text: str, number: int = 1, level: int = 0) -> str:
    """A paragraph of a list."""
    return paragraph(text, properties=numbers(number, level))


def numbers(number: int, level: int = 0) -> str:
    """What makes a paragraph one of a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def level(depth: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    """A level of a list."""
    shape = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}">{shape}</w:lvl>'


def scheme(*levels: str, lists: tuple[int, ...] = (1,), id: int = 0, more: str = "") -> str:
    """A numbering scheme and the lists that count with it."""
    users = "".join(f'<w:num w:numId="{one}"><w:abstractNumId w:val="{id}"/></w:num>' for one in lists)
    return f'<w:abstractNum w:abstractNumId="{id}">{more}{"".join(levels)}</w:abstractNum>{users}'


def lines(body: str, numbering: str, styles: str = "") -> list[str]:
    """The blocks' texts."""
    found = read(docx_of(body, numbering=numbering, styles=styles), "kh.docx")
    assert isinstance(found, Outline)
    return [block.text for block in found.blocks]


@pytest.mark.parametrize(
    ("form", "text", "third"),
    [
        ("decimal", "%1.", "3."),
        ("decimalZero", "%1.", "03."),
        ("upperRoman", "%1.", "III."),
        ("lowerRoman", "%1)", "iii)"),
        ("upperLetter", "%1.", "C."),
        ("lowerLetter", "%1)", "c)"),
        ("decimal", "Điều %1.", "Điều 3."),
        ("bullet", "\uf0b7", "-"),
        ("bullet", "+", "+"),
        ("ordinal", "%1.", "3."),
    ],
)
def test_a_list_counts_in_its_own_form(form: str, text: str, third: str) -> None:
    body = numbered("a") + numbered("b") + numbered("c")
    assert lines(body, scheme(level(0, form, text)))[2] == f"{third} c"


def test_letters_go_on_after_z_and_numerals_far() -> None:
    letters = lines(numbered("x") * 28, scheme(level(0, "lowerLetter", "%1)")))
    assert letters[25:] == ["z) x", "aa) x", "bb) x"]
    assert lines(numbered("x"), scheme(level(0, "upperRoman", "%1.", start=49))) == ["XLIX. x"]


def test_levels_count_below_one_another() -> None:
    shape = scheme(level(0, "upperRoman", "%1."), level(1, "decimal", "%2."), level(2, "decimal", "%2.%3."))
    body = (
        numbered("A")
        + numbered("b", level=1)
        + numbered("c", level=2)
        + numbered("c", level=2)
        + numbered("b", level=1)
        + numbered("c", level=2)
        + numbered("A")
        + numbered("b", level=1)
    )
    assert lines(body, shape) == ["I. A", "1. b", "1.1. c", "1.2. c", "2. b", "2.1. c", "II. A", "1. b"]


def test_a_level_reached_past_another_counts_that_one_as_begun() -> None:
    shape = scheme(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2."))
    assert lines(numbered("b", level=1) + numbered("A"), shape) == ["1.1. b", "2. A"]


def test_a_level_that_never_restarts_goes_on() -> None:
    shape = scheme(level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>'))
    body = numbered("A") + numbered("b", level=1) + numbered("A") + numbered("b", level=1)
    assert lines(body, shape) == ["I. A", "1. b", "II. A", "2. b"]


def test_legal_numbers_are_figures_throughout() -> None:
    shape = scheme(level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2.", "<w:isLgl/>"))
    assert lines(numbered("A") + numbered("b", level=1), shape) == ["I. A", "1.1. b"]


def test_two_lists_of_one_scheme_go_on_counting_unless_one_begins_anew() -> None:
    shape = scheme(level(0, "decimal", "%1."), lists=(1, 2))
    assert lines(numbered("a") + numbered("b", 2), shape) == ["1. a", "2. b"]
    anew = (
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    body = numbered("a") + numbered("b", 3) + numbered("c", 3) + numbered("d")
    assert lines(body, shape + anew) == ["1. a", "1. b", "2. c", "3. d"]


def test_a_list_may_change_a_level_of_its_scheme() -> None:
    other = (
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        f"{level(0, 'lowerLetter', '%1)')}</w:lvlOverride></w:num>"
    )
    assert lines(numbered("a", 3), scheme(level(0, "decimal", "%1.")) + other) == ["a) a"]


def test_a_number_comes_from_the_style_or_the_one_it_is_based_on() -> None:
    styles = (
        f'<w:style w:styleId="Muc"><w:pPr>{numbers(1)}</w:pPr></w:style>'
        '<w:style w:styleId="MucCon"><w:basedOn w:val="Muc"/></w:style>'
        f'<w:style w:styleId="Thuong"><w:basedOn w:val="Muc"/><w:pPr>{numbers(0)}</w:pPr></w:style>'
    )
    body = "".join(paragraph("x", properties=f'<w:pStyle w:val="{name}"/>') for name in ("Muc", "MucCon", "Thuong"))
    assert lines(body, scheme(level(0, "decimal", "%1.")), styles) == ["1. x", "2. x", "x"]


def test_a_level_is_found_by_the_style_it_is_linked_to() -> None:
    shape = scheme(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2.", '<w:pStyle w:val="Con"/>'))
    styles = '<w:style w:styleId="Con"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    assert lines(numbered("a") + paragraph("b", properties='<w:pStyle w:val="Con"/>'), shape, styles) == [
        "1. a",
        "1.1. b",
    ]


def test_a_scheme_is_found_through_a_list_style() -> None:
    linked = scheme(lists=(2,), id=7, more='<w:numStyleLink w:val="DS"/>')
    styles = '<w:style w:styleId="DS"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    assert lines(numbered("a", 2), scheme(level(0, "upperRoman", "%1.")) + linked, styles) == ["I. a"]


def test_numbers_that_nobody_defined_are_none() -> None:
    assert lines(numbered("a", 9) + numbered("b", 1, 5), scheme(level(0, "decimal", "%1."))) == ["a", "b"]


def test_the_column_of_ordinals_may_be_numbers_alone() -> None:
    row = f"<w:tr><w:tc>{numbered('')}</w:tc><w:tc>{paragraph('Báo cáo')}</w:tc></w:tr>"
    assert lines(f"<w:tbl>{row * 2}</w:tbl>", scheme(level(0, "decimal", "%1"))) == ["1\tBáo cáo", "2\tBáo cáo"]


def test_an_empty_numbered_paragraph_counts_and_says_nothing() -> None:
    assert lines(numbered("a") + numbered("") + numbered("c"), scheme(level(0, "decimal", "%1."))) == ["1. a", "3. c"]


def test_a_paragraph_whose_mark_is_deleted_does_not_count() -> None:
    gone = paragraph(properties=f"{numbers(1)}<w:rPr><w:del/></w:rPr>")
    assert lines(numbered("a") + gone + numbered("b"), scheme(level(0, "decimal", "%1."))) == ["1. a", "2. b"]

"""Words that recognition spelled with wrong marks ("tố chức", "đại biếu"), spelled right by the word beside them.

Recognition for Vietnamese mostly gets the letters right and mistakes one mark for another. Two words that official
papers always write together say which marks are meant; of pairs that can be two things, each is left as it stands.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from unicodedata import normalize

from plans.documents.outline import Block

#: Where the letters alone can be several pairs, all of them stand here, the one that papers say most of them first.
_PAIRS = """
thi đua, khen thưởng, phong trào, danh hiệu, hình thức, tập thể, cá nhân, lao động, tiên tiến, xuất sắc,
chiến sĩ, cơ sở, có số, cơ số, sáng kiến, sơ kết, tổng kết, tổng hợp, tổng số, tổng liên, tổng thể, tổng cục, tổ chức,
tổ trưởng, tổ phó, tổ dân, tổ kiểm, tổ giúp, bổ sung, bổ nhiệm, bồi dưỡng, phổ biến, đổi mới, sửa đổi, thay đổi,
chuyển đổi, chuyển biến, điển hình, tiêu biểu, đại biểu, phát biểu, biểu dương, biểu hiện, biểu mẫu, biểu quyết,
cụ thể, đoàn thể, toàn thể, thể thao, thể dục, thể chế, thể hiện, có thể, cơ thể, thẩm quyền, thẩm định, tham mưu,
đẩy mạnh, đẩy lùi, thúc đẩy, kiểm tra, kiểm soát, kiểm điểm, kiểm chứng, chấm điểm, triển khai, phát triển, phát động,
phát huy, tinh thần, chi tiết, chi trả, chi bộ, chi đoàn, chi nhánh, chỉ đạo, chỉ thị, chỉ tiêu, chi tiêu, thi hành,
căn cứ, cần cù, phấn đấu, phần đầu, điều chỉnh, điều kiện, điều lệ, điều dưỡng, điều hành, thay thế, hồ sơ,
hội đồng, hội nghị, hội thảo, hội thi, hợp đồng, đăng ký, đang ký, kết quả, báo cáo, kế hoạch, kế toán, văn phòng,
văn bản, văn thư, văn hóa, văn hoá, xã hội, đơn vị, đôn đốc, cơ quan, trách nhiệm, thời gian, thời hạn, hoàn thành,
thực hiện, nội dung, nội vụ, ngoại vụ, mục tiêu, mục đích, nhiệm vụ, giải pháp, yêu cầu, xem xét, đề nghị, chủ trì,
phối hợp, thông tin, thông báo, tuyên truyền, tuyên giáo, tuyên dương, truyền thống, truyền thông, thầy thuốc,
quyết định, quy định, quy chế, hướng dẫn, nghị định, nghị quyết, gửi về, trưởng phòng, thủ trưởng, thứ trưởng,
giám đốc, chủ tịch,
ủy ban, uỷ ban, nhân dân, cán bộ, công chức, viên chức, công đoàn, công đoạn, công tác, cộng tác, địa phương, địa bàn,
kinh phí, kinh tế, kinh nghiệm, kính gửi, thắng lợi, ngân sách, tài chính, phụ nữ, thanh niên, giáo dục, đào tạo,
khoa học, khóa học, khoá học, công nghệ, công thương, tư pháp, xây dựng, môi trường, bệnh viện, nhân rộng, thư ký,
hằng năm, hàng năm, hằng tháng, hàng tháng, hạng tháng, hằng quý, hàng quý, hằng tuần, hàng tuần, đầu năm, cuối năm,
cổ vũ, sôi nổi, tìm hiểu, cải cách, thực phẩm, sản phẩm, xuất khẩu, nhập khẩu, vận động, dân chủ, kỹ thuật, kỷ niệm,
kỷ luật, kỷ cương, lãng phí, góp phần, nâng cao, tồn tại, diễn biến, thiên tai, gắn kết, theo dõi, tiêu chuẩn,
tiêu chí, hưởng ứng, tiếp tục, bình xét, xét duyệt, tập huấn, chuyên đề, chuyên môn, nghiệp vụ, khắc phục, khó khăn
"""
#: The five tones; one of them is a dot below.
_TONES, _BELOW = "\u0300\u0301\u0303\u0309\u0323", "\u0323"
_WORD = re.compile(r"[^\W\d_]+")
#: "Đ" with the letter that Icelandic writes alike, or twice for once.
_TWICE = re.compile("Đ*Ð[ĐÐ]*")
#: TĐKT, thi đua khen thưởng: no word of any language, so recognition sees figures.
_HONOURS = re.compile(r"(?<!\w)[T1I][Đ2D]K ?[T1](?!\w)")


def _plain(text: str) -> str:
    letters = normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in letters if not "\u0300" <= letter <= "\u036f")


def _known(pairs: Iterable[str]) -> dict[str, tuple[str, ...]]:
    known: dict[str, tuple[str, ...]] = {}
    for pair in pairs:
        known[_plain(pair)] = (*known.get(_plain(pair), ()), pair)
    return known


_KNOWN = _known(" ".join(_PAIRS.split()).split(", "))


def spelled(text: str) -> str:
    """The text with the tones that its words must have beside one another; its letters stay."""
    text = _HONOURS.sub("TĐKT", _TWICE.sub("Đ", text))
    words = list(_WORD.finditer(text))
    letters = list(text)
    for one, other in pairwise(words):
        if other.start() - one.end() != 1 or not text[one.end()].isspace():
            continue
        first, second = "".join(letters[slice(*one.span())]), "".join(letters[slice(*other.span())])
        meant = _KNOWN.get(_plain(f"{first} {second}"), ())
        if not meant or f"{first} {second}".casefold() in meant or _is_name(first, second):
            continue
        for right in meant:
            pairs = list(zip((first, second), right.split(), strict=True))
            wrong = [_misheard(old, new) for old, new in pairs if old.casefold() != new]
            if wrong == [True]:
                for at, (old, new) in enumerate(zip(f"{first} {second}", right, strict=True), one.start()):
                    letters[at] = letters[at] if old == " " else new.upper() if old.isupper() else new
                break
    return "".join(letters)


def _is_name(first: str, second: str) -> bool:
    """Whether the words are written as a person's or a place's name: Văn Thụ."""
    return second[0].isupper() and not second.isupper() and first[0].isupper()


def _misheard(written: str, meant: str) -> bool:
    """Whether a word differs from another only by tones that recognition mistakes: all above the letter, or on an i."""
    for one, other in zip(written.casefold(), meant, strict=True):
        (base, tone), (right, right_tone) = _toned(one), _toned(other)
        if base != right and {base, right} != {"d", "đ"}:
            return False
        if _BELOW in {tone, right_tone} and tone != right_tone and base != "i":
            return False
    return True


def _toned(letter: str) -> tuple[str, str]:
    """A letter without its tone, and its tone."""
    parts = normalize("NFD", letter)
    tone = next((part for part in parts if part in _TONES), "")
    return normalize("NFC", parts.replace(tone, "")) if tone else letter, tone


def spelled_blocks(blocks: Iterable[Block], pages: frozenset[int]) -> Iterator[Block]:
    """The blocks, those of recognised pages with their words spelled right."""
    for block in blocks:
        if block.page not in pages:
            yield block
            continue
        cells = tuple(replace(cell, text=spelled(cell.text)) for cell in block.cells)
        text = "\t".join(cell.text for cell in cells) if cells else spelled(block.text)
        yield replace(block, text=text, cells=cells)

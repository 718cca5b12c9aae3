import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.intents import OUT_OF_SCOPE, rules
from bot.understanding.reading import Guard, Name, Reading, Vocabulary
from bot.understanding.understand import understand
from tests.bot.understanding.scoring import Question, corpus, misread, samples
from tests.bot.understanding.vocabulary import dev_vocabulary

TODAY = date(2024, 6, 10)
INTENTS = {rule.intent for rule in rules()}
#: Words with which questions are made up, so that the rules are reached.
PIECES = [
    *["tháng", "quý", "năm", "6", "2024", "15/6", "30/2", "31/12", "trước", "sau", "đến", "từ", "cuối", "đầu", "này"],
    *["tới", "10", "ngày", "thứ", "t6", "q3", "đăng", "ký", "sáng", "kiến", "ai", "chưa", "báo", "cáo", "sơ", "kết"],
    *["khi", "nào", "còn", "bao", "lâu", "xong", "văn", "phòng", "next", "month", "of", "june", "by", "the", "in"],
    *["ignore", "help", "mục", "4.1"],
]


@pytest.mark.parametrize(("questions", "floor"), [(corpus(), 60), (samples(), 3250)], ids=["dev", "samples"])
def test_a_corpus_is_read_at_least_as_well_as_before(questions: tuple[Question, ...], floor: int) -> None:
    wrong = misread(questions, dev_vocabulary())
    shown = [f"{question.text}: {question.accepted[0]} read as {reading}" for question, reading in wrong]
    assert len(questions) - len(wrong) >= floor, "\n".join(shown)


@pytest.mark.parametrize("question", corpus(), ids=lambda question: question.text)
def test_capitals_and_decomposed_letters_change_nothing(question: Question) -> None:
    reading = understand(question.text, question.today, dev_vocabulary())
    for other in (question.text.upper(), unicodedata.normalize("NFD", question.text), f"  {question.text} \n?"):
        assert understand(other, question.today, dev_vocabulary()).slots.keys() == reading.slots.keys()
        assert understand(other, question.today, dev_vocabulary()).intent == reading.intent
        if "invalid_date" not in reading.slots:
            assert understand(other, question.today, dev_vocabulary()) == reading


def test_questions_without_their_accents_are_read_nearly_as_well() -> None:
    def folded(text: str) -> str:
        letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
        return "".join(sign for sign in letters if not unicodedata.combining(sign))

    questions = tuple(
        Question(folded(each.text), each.today, each.lang, each.tags, each.accepted)
        for each in (*corpus(), *samples()[::7])
    )
    wrong = misread(questions, dev_vocabulary())
    shown = [f"{question.text}: {question.accepted[0]} read as {reading}" for question, reading in wrong]
    assert len(wrong) <= 0.02 * len(questions), "\n".join(shown)


@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join),
        st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=8).map("".join),
    ),
    st.dates(date(2000, 1, 1), date(2090, 12, 31)),
)
@settings(max_examples=300, deadline=None)
def test_any_text_has_a_reading_whose_period_runs_forwards(text: str, today: date) -> None:
    reading = understand(text, today, dev_vocabulary())
    assert reading.intent in INTENTS
    start, end = reading.slots.get("start"), reading.slots.get("end")
    assert (start is None) == (end is None)
    if start is not None and end is not None:
        assert date.fromisoformat(start) <= date.fromisoformat(end)
    assert not {"invalid_date", "start"} <= reading.slots.keys()


@pytest.mark.parametrize("text", ["", " ", "...", "\0\n\t", "🙂🙂", "xyzzy qwrt", "1234", "\u202e", "%%%", "-"])
def test_noise_is_out_of_scope(text: str) -> None:
    assert understand(text, TODAY, dev_vocabulary()) == Reading("out_of_scope")


def test_a_long_text_is_cut_and_still_read() -> None:
    reading = understand("tháng này có gì đến hạn " + "và cả những việc khác nữa " * 1000, TODAY, dev_vocabulary())
    assert reading.intent == "due_in_period"


def test_an_empty_vocabulary_still_understands_periods() -> None:
    reading = understand("tháng này có gì đến hạn", TODAY, Vocabulary())
    assert reading == Reading("due_in_period", {"start": "2024-06-01", "end": "2024-06-30"})


def test_a_topic_that_means_several_tasks_comes_as_a_list() -> None:
    reading = understand("hạn nộp báo cáo là khi nào", TODAY, dev_vocabulary())
    assert reading.intent == "deadline_of"
    assert {"bc_so_ket", "bc_tong_ket"} <= set(reading.slots["topic"])


def test_a_task_is_named_by_its_number_in_the_plan() -> None:
    reading = understand("mục 4.1 hạn khi nào", TODAY, dev_vocabulary())
    assert reading == Reading("deadline_of", {"topic": "dk_sang_kien"})


def test_a_name_of_something_not_in_the_plan_is_understood_too() -> None:
    reading = understand("lớp tập huấn tổ chức khi nào", TODAY, dev_vocabulary())
    assert reading == Reading("deadline_of", {"topic": "tap_huan"})


def test_accents_tell_june_from_next_month() -> None:
    assert understand("tháng sáu có gì", TODAY, dev_vocabulary()).slots["start"] == "2024-06-01"
    assert understand("tháng sau có gì", TODAY, dev_vocabulary()).slots["start"] == "2024-07-01"


WRITES = {"register_title", "register_innovation", "mark_done"}


@pytest.mark.parametrize(
    "text",
    [
        *["chưa đánh dấu xong nhé", "báo cáo sơ kết chưa nộp, đừng đánh dấu", "báo cáo sơ kết đã đánh dấu xong chưa"],
        *["báo cáo sơ kết xong rồi phải không", "báo cáo sơ kết đã xong đâu", "tôi chưa họp hội đồng sáng kiến"],
        *["nếu báo cáo sơ kết xong rồi thì sao", "nghe nói báo cáo sơ kết xong rồi", "báo cáo sơ kết phải nộp rồi"],
        *["mới xong một nửa báo cáo sơ kết", "báo cáo sơ kết gần xong rồi", "ai bảo báo cáo sơ kết xong rồi"],
        *["mở lại báo cáo sơ kết, tôi đánh dấu nhầm", "bc so ket chua xong dau", "bc so ket da nop chua z"],
        *[
            "is the mid-year report done?",
            "has the mid-year report been submitted",
            "did we submit the mid-year report?",
        ],
        *[
            "the mid-year report is not done",
            "should we mark the report as done",
            "don't mark the annual report as done",
        ],
        *[
            "tôi không muốn đăng ký lao động tiên tiến nữa",
            "em k đk cstđ năm nay",
            "e hok dk sk nha",
            "hong dang ky dau",
        ],
        *["tui hổng đăng ký mô", "em xin phép không đăng ký", "tôi không có sáng kiến nào để đăng ký", "k dki ldtt"],
        *["phòng tôi không đăng ký tập thể lao động xuất sắc", "chưa đăng ký sáng kiến được", "tôi khỏi đăng ký"],
        *["tôi có nên đăng ký cstđ không", "đăng ký sáng kiến có bắt buộc không", "rút sáng kiến", "tôi đăng ký nhầm"],
        *["viên chức có phải đăng ký thi đua không", "hết hạn đăng ký chưa", "tôi đăng ký rồi mà", "ai đăng ký rồi"],
        *["I don't want to register", "please don't register me", "we are not going to register", "who registered"],
        *["should I register an innovation", "I have not registered", "withdraw my innovation", "I already registered"],
    ],
)
def test_a_negation_or_a_question_never_becomes_a_writing_intent(text: str) -> None:
    assert understand(text, TODAY, dev_vocabulary()).intent not in WRITES


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("phòng tổ chức cán bộ có việc gì", "phòng tổ chức cán bộ"),
        ("tổ pháp chế phải nộp gì", "tổ pháp chế"),
        ("what does the finance department have to do", "finance department"),
    ],
)
def test_a_unit_that_is_none_of_ours_is_kept_as_it_was_said(text: str, unit: str) -> None:
    assert understand(text, TODAY, dev_vocabulary()) == Reading("by_unit", {"unit": unit})


@pytest.mark.parametrize(
    "text", ["phòng tôi có việc gì", "phòng mình tháng này làm gì", "tổ chức hội nghị gì tháng này"]
)
def test_a_kind_of_unit_without_a_name_is_no_unit(text: str) -> None:
    assert understand(text, TODAY, dev_vocabulary()).intent == "due_in_period"


@pytest.mark.parametrize(
    "text",
    ["Sở Y tế tháng 6 phải nộp gì", "chi cục thuế tuần này làm gì", "what must the health department do in June"],
)
def test_another_agency_is_out_of_scope(text: str) -> None:
    assert understand(text, TODAY, dev_vocabulary()).guard is Guard.NEAR_DOMAIN


def test_an_agency_that_our_own_names_speak_of_is_ours() -> None:
    ours = Vocabulary(units=(Name("bt", ("Phòng Tổng hợp Sở Y tế",)),))
    assert understand("Sở Y tế tháng 6 phải nộp gì", TODAY, ours).intent == "due_in_period"


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("không phải tháng này không, cho em tháng sau", ("due_in_period", "2024-07-01")),
        ("không đăng ký sáng kiến không, cho em đăng ký lao động tiên tiến", ("register_title", "")),
        ("không đăng ký sáng kiến nữa không, cho em đăng ký", (OUT_OF_SCOPE, "")),
        ("tôi không đăng ký, đăng ký làm gì", (OUT_OF_SCOPE, "")),
    ],
)
def test_a_question_of_ours_may_stand_behind_one_that_is_none(text: str, reading: tuple[str, str]) -> None:
    found = understand(text, TODAY, dev_vocabulary())
    assert (found.intent, found.slots.get("start", "")) == reading


@pytest.mark.parametrize("text", ["2024 có gì", "2024 co gi", "danh sách việc 2024"])
def test_a_year_is_a_period_by_its_figures_where_nothing_is_named(text: str) -> None:
    year = {"start": "2024-01-01", "end": "2024-12-31"}
    assert understand(text, TODAY, dev_vocabulary()) == Reading("due_in_period", year)

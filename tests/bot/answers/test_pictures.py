"""Pictures in a talk: by button and by sentence, with everything in them in words, for whoever may ask."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.channels.telegram.parts import CAPTION_LIMIT, parts
from bot.messages import Attachment, Reply, length
from bot.papers import month_picture, progress_picture, units_picture, year_picture
from bot.presses import mark
from plans.model.asking import LastAsked
from plans.model.people import Person, Preference
from plans.model.plan import DeadlineKind, Plan
from plans.rights import Action
from plans.store.memory import MemoryStore
from tests.bot.chatting import Chat, a_store
from tests.bot.papers.drawing import PNG, a_crowd
from tests.builders import HEAD, LEADER, NOW, OFFICER, STAFF, a_deadline, a_plan, a_task

INDUSTRY = "ql_cong_nghiep"


@pytest.fixture(autouse=True)
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """Pictures have tests of their own; here is kept what was to be drawn."""
    kept: list[tuple[object, ...]] = []

    def draw(*given: object) -> bytes:
        kept.append(given)
        return PNG

    monkeypatch.setattr(month_picture, "month_picture", draw)
    monkeypatch.setattr(units_picture, "units_picture", draw)
    monkeypatch.setattr(year_picture, "year_picture", draw)
    monkeypatch.setattr(progress_picture, "progress_picture", draw)
    return kept


def pressed(action: str, person: Person = STAFF, store: MemoryStore | None = None, channel: str = "telegram") -> Chat:
    chat = Chat(store or a_store(), person.id, channel)
    chat.send(action=action)
    return chat


def file_of(chat: Chat) -> Attachment:
    file = chat.replies[-1].attachment
    assert file is not None
    return file


def caption(reply: Reply) -> str:
    (part,) = parts(reply)
    return part.text


def test_a_month_comes_as_a_picture_with_every_task_in_words() -> None:
    chat = pressed("picture:month:2024-02")
    file = file_of(chat)
    assert (file.name, file.media_type, file.takes) == ("lich-thang-2024-02.png", "image/png", Action.ASK)
    assert chat.seen == (
        "Lịch tháng 2/2024\n"
        "1 nhiệm vụ: 1 chưa hoàn thành.\n"
        "– 1.1. Xây dựng, ban hành kế hoạch công tác thi đua, đăng ký thi đua năm 2024: trước 29/02/2024 (thứ Năm), "
        "còn 9 ngày.\n"
        "Ngày nghỉ 08/02–14/02: 29 Tết, Tết Nguyên Đán."
    )


def test_its_buttons_lead_to_other_months_the_list_the_year_and_units() -> None:
    chat = pressed("picture:month:2024-02")
    actions = [choice.action for choice in chat.choices]
    assert actions == [
        "picture:month:2024-01",
        "picture:month:2024-03",
        "due:2024-02-01:2024-02-29",
        "picture:year:2024",
        f"picture:month:2024-02:{mark(INDUSTRY)}",
        "picture:of:2024-02",
    ]
    assert "Xem dạng danh sách" in chat.labels
    chat.press("Xem dạng danh sách")
    assert chat.replies[0].attachment is None


def test_the_page_of_calendars_is_offered_where_it_can_be_opened() -> None:
    officer = pressed("picture:month:2024-02", OFFICER, channel="web")
    assert officer.choices[-1].url == "https://dondoc.example/lich?feed=all&month=2024-02"
    assert pressed("picture:month:2024-02", channel="web").choices[-1].url.endswith("/lich?month=2024-02")
    assert not any(choice.url for choice in pressed("picture:month:2024-02").choices)


def test_a_unit_has_its_own_month_and_any_unit_can_be_chosen(drawn: list[tuple[object, ...]]) -> None:
    chat = pressed(f"picture:month:2024-06:{mark('van_phong')}")
    assert chat.replies[0].heading == "Lịch tháng 6/2024 – Văn phòng"
    assert drawn[-1][4] == "Văn phòng"
    assert "due:2024-06-01:2024-06-30:0:" + mark("van_phong") in [choice.action for choice in chat.choices]
    chat.press("Chọn đơn vị")
    chat.press("Phòng Quản lý công nghiệp")
    assert chat.replies[0].heading == "Lịch tháng 6/2024 – Phòng Quản lý công nghiệp"
    chat.press("Cả kế hoạch")
    assert chat.replies[0].heading == "Lịch tháng 6/2024"


def test_a_year_comes_as_a_line_and_the_units_as_bars() -> None:
    chat = pressed("picture:year:2024")
    assert file_of(chat).name == "nam-2024.png"
    assert (
        "– 2.2. Hưởng ứng, tham gia các phong trào thi đua: chưa ấn định ngày (theo kế hoạch của Cụm, Khối)."
        in chat.seen
    )
    chat.press("Tiến độ từng đơn vị")
    assert file_of(chat).name == "tien-do-don-vi-2024.png"
    assert "6 nhiệm vụ: 5 chưa hoàn thành, 1 chưa ấn định ngày." in chat.seen
    assert "Văn phòng: 4 chưa hoàn thành, 1 chưa ấn định ngày." in chat.seen


@pytest.mark.parametrize("person", [STAFF, HEAD, OFFICER, LEADER])
@pytest.mark.parametrize("action", ["picture:month:2024-02", "picture:year:2024", "picture:units"])
def test_everybody_of_the_department_sees_the_plans_tasks_and_nobody_by_name(person: Person, action: str) -> None:
    store = a_store()
    chat = pressed(action, person, store)
    assert chat.replies[0].attachment is not None
    others = [each.name for each in store.all(Person) if each.id != person.id]
    assert not [name for name in others if name in chat.seen]


def test_whoever_has_left_sees_none() -> None:
    store = a_store()
    with store.transaction() as tx:
        tx.put(replace(STAFF, left=NOW.date() - timedelta(days=1)))
    assert pressed("picture:month:2024-02", STAFF, store).replies[0].attachment is None


@pytest.mark.parametrize(
    "action",
    [
        "picture",
        "picture:month",
        "picture:month:2024-13",
        "picture:month:1990-01",
        "picture:month:2024-02:00000000",
        "picture:year:2101",
        "picture:of:x",
        "picture:something:2024-02",
    ],
)
def test_what_no_button_says_is_out_of_date(action: str) -> None:
    chat = pressed(action)
    assert "không còn dùng được" in chat.seen
    assert chat.replies[0].attachment is None


def test_without_a_plan_there_is_no_picture() -> None:
    store = a_store()
    with store.transaction() as tx:
        for plan in tx.all(Plan):
            tx.delete(Plan, plan.id)
    for action in ("picture:month:2024-02", "picture:units", "picture:year:2024"):
        assert pressed(action, STAFF, store).replies[0].attachment is None


@pytest.mark.parametrize("action", ["picture:month:2024-02", "picture:year:2024", "picture:units"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_however_many_tasks_there_are_the_words_fit_under_the_picture(action: str, language: str) -> None:
    store = a_crowd(2024, 2)
    with store.transaction() as tx:
        tx.put(Preference(STAFF.id, language))
    chat = pressed(action, STAFF, store)
    assert length(caption(chat.replies[0])) <= CAPTION_LIMIT
    if action != "picture:units":
        assert ("dòng nữa" if language == "vi" else "more line") in chat.seen


def test_titles_are_shortened_before_any_task_is_left_out() -> None:
    store = a_store()
    tasks = [
        a_task(
            f"t{n}", number=f"1.{n}", title="Một việc có tên rất dài " * 9, deadline=a_deadline(date(2024, 2, n + 1))
        )
        for n in range(10)
    ]
    with store.transaction() as tx:
        tx.put(a_plan(tasks=tuple(tasks)))
    seen = caption(pressed("picture:month:2024-02", STAFF, store).replies[0])
    assert all(f"– 1.{n}. Một việc" in seen for n in range(10))


def test_a_year_is_turned_to_the_years_that_have_tasks() -> None:
    store = a_store()
    two_years = a_deadline(date(2025, 6, 30), start=date(2024, 7, 1), kind=DeadlineKind.RANGE)
    with store.transaction() as tx:
        tx.put(a_plan(tasks=(a_task(deadline=two_years),)))
    chat = pressed("picture:year:2024", STAFF, store)
    assert "‹ Năm 2023" not in chat.labels
    chat.press("Năm 2025 ›")
    assert chat.labels[0] == "‹ Năm 2024"


def test_what_was_shown_is_remembered_for_what_is_asked_next() -> None:
    store = a_store()
    pressed("picture:month:2024-02", STAFF, store)
    asked = store.get(LastAsked, STAFF.id)
    assert asked is not None
    assert (asked.intent, asked.slots) == ("due_in_period", {"start": "2024-02-01", "end": "2024-02-29"})


# ---------------------------------------------------------------- in words


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("cho xem lịch tháng dạng ảnh", "lich-thang-2024-02.png"),
        ("cho em xin tấm lịch tháng 6 ạ", "lich-thang-2024-06.png"),
        ("cho xem hình cả năm", "nam-2024.png"),
        ("hình tiến độ các đơn vị", "tien-do-don-vi-2024.png"),
        ("cho xem hinh thang nay", "lich-thang-2024-02.png"),
        ("lich thang 12 dang anh", "lich-thang-2024-12.png"),
        ("show me the month as a picture", "lich-thang-2024-02.png"),
        ("hình ảnh tiến độ", "tien-do-don-vi-2024.png"),
        ("vẽ biểu đồ tiến độ", "tien-do-don-vi-2024.png"),
        ("progress chart please", "tien-do-don-vi-2024.png"),
        ("lịch công tác tháng 12 dạng ảnh", "lich-thang-2024-12.png"),
        ("can I have a picture of June?", "lich-thang-2024-06.png"),
        ("Biểu đồ", "lich-thang-2024-02.png"),
        ("biểu đồ cả năm", "nam-2024.png"),
        ("show me a chart of the year", "nam-2024.png"),
        ("vẽ lịch quý 4", "nam-2024.png"),
    ],
)
def test_a_sentence_that_asks_for_a_picture_gets_it(text: str, name: str) -> None:
    chat = Chat(a_store(), STAFF.id)
    chat.say(text)
    assert file_of(chat).name == name


@pytest.mark.parametrize(
    "text", ["vẽ tranh con mèo", "biểu đồ giá vàng", "tình hình tháng này", "hình thức khen năm nay", "tháng này có gì"]
)
def test_other_sentences_do_not(text: str) -> None:
    chat = Chat(a_store(), STAFF.id)
    chat.say(text)
    assert all(reply.attachment is None for reply in chat.replies)


def test_a_unit_that_is_named_gets_its_own_month() -> None:
    chat = Chat(a_store(), STAFF.id)
    chat.say("lịch tháng 6 của văn phòng bằng hình ảnh")
    assert chat.replies[0].heading == "Lịch tháng 6/2024 – Văn phòng"


def test_registering_is_drawn_for_those_who_see_everybodys() -> None:
    for person, name in ((OFFICER, "tien-do-2024.png"), (STAFF, "tien-do-don-vi-2024.png")):
        chat = Chat(a_store(), person.id)
        chat.say("biểu đồ tiến độ đăng ký danh hiệu")
        assert file_of(chat).name == name

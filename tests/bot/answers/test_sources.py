"""What things are based on: the words of the paper, the rule with its source and check date, why a day is a day off."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.messages import ACTION_LIMIT
from plans.model.entered import Citation
from plans.model.plan import REGISTER, Plan, Rule, Source, Target
from plans.office.days import OfficeDay, set_days
from tests.bot.chatting import Chat, a_store
from tests.builders import NOW, OFFICER, UNREGISTERED_RULE, a_deadline, a_plan, a_task, do, the_tasks

IN_THE_PAPER = Source("ke-hoach.docx", 12, "Báo cáo sơ kết: trước ngày 15/6/2024", page=3, table=2, row=5)


def a_chat(person: str = "lan", **plan: object) -> Chat:
    chat = Chat(a_store(), person)
    if plan:
        with chat.store.transaction() as tx:
            tx.put(replace(a_plan(), **plan))  # type: ignore[arg-type]  # the names of its fields
    return chat


def with_paper(source: Source) -> tuple[object, ...]:
    return tuple(replace(task, source=source) if task.id == "bc_so_ket" else task for task in the_tasks())


@pytest.mark.parametrize(
    "text",
    [
        "Văn bản nói gì về báo cáo sơ kết?",
        "van ban noi gi ve bao cao so ket",
        "kế hoạch ghi thế nào về sơ kết 6 tháng ạ",
        "cho em xin nguyên văn mục 2.1",
        "what does the document say about the mid-year report",
        "quote the document on the mid-year report please",
    ],
)
def test_the_words_of_the_paper_come_with_their_place(text: str) -> None:
    said = a_chat(tasks=with_paper(IN_THE_PAPER)).say(text)
    assert "“Báo cáo sơ kết: trước ngày 15/6/2024”" in said
    assert "ke-hoach.docx, trang 3, bảng 2, hàng 5" in said


@pytest.mark.parametrize("text", ["văn bản nói gì?", "văn bản nói gì vậy ạ", "what does the document say?"])
def test_what_was_shown_last_is_meant_where_nothing_is_named(text: str) -> None:
    chat = a_chat(tasks=with_paper(IN_THE_PAPER))
    chat.say("báo cáo sơ kết nộp khi nào")
    assert "“Báo cáo sơ kết: trước ngày 15/6/2024”" in chat.say(text)
    assert "Kế hoạch thi đua, khen thưởng năm 2024" in chat.say("căn cứ nào?")


def test_of_several_that_were_shown_one_chooses() -> None:
    chat = a_chat()
    chat.say("/timkiem sáng kiến")
    assert "căn cứ của việc nào" in chat.say("căn cứ nào vậy?")
    assert len(chat.labels) == 2
    assert "Căn cứ của mục 4.2" in chat.press("Mục 4.2")


def test_after_ten_minutes_nothing_was_shown_last() -> None:
    chat = a_chat()
    chat.say("/timkiem sơ kết")
    chat.now += timedelta(minutes=11)
    assert "muốn hỏi căn cứ của việc nào" in chat.say("căn cứ nào?")


def test_a_task_stands_on_its_plan_which_the_office_has_checked() -> None:
    said = a_chat(number="12/KH-SCT").say("báo cáo sơ kết theo quy định nào")
    assert "số 12/KH-SCT ngày 01/02/2024 (Sở Thử nghiệm)" in said
    assert "Văn phòng rà soát và áp dụng ngày 20/02/2024" in said
    assert "(ke-hoach.txt, dòng 1)" in said


def test_a_task_that_the_office_added_has_no_paper() -> None:
    chat = a_chat(tasks=with_paper(Source("", 0, "")))
    assert "không có văn bản để trích" in chat.say("căn cứ của báo cáo sơ kết là gì")
    assert "không có văn bản để trích" in chat.say("văn bản nói gì về báo cáo sơ kết")


def test_a_task_that_opens_registering_has_the_plans_rule_beside_it() -> None:
    assert UNREGISTERED_RULE in a_chat().say("mục 1.1 theo quy định nào")


@pytest.mark.parametrize(
    "text",
    [
        "không đăng ký thì không được xét là theo quy định nào",
        "căn cứ nào mà phải đăng ký thi đua",
        "what is registering based on",
    ],
)
def test_registering_stands_on_the_plans_own_rules(text: str) -> None:
    rules = (*a_plan().rules, Rule(REGISTER, Source("ke-hoach.txt", 9, "Các phòng đăng ký thi đua gửi Văn phòng.")))
    said = a_chat(rules=rules).say(text)
    assert f"“{UNREGISTERED_RULE}” (ke-hoach.txt, dòng 2)" in said
    assert "Các phòng đăng ký thi đua gửi Văn phòng." in said


def test_after_a_question_about_registrations_that_is_meant() -> None:
    chat = a_chat()
    chat.say("ai chưa đăng ký thi đua")
    assert UNREGISTERED_RULE in chat.say("theo quy định nào?")


def test_a_plan_without_rules_says_so() -> None:
    assert "không có quy định riêng" in a_chat(rules=()).say("căn cứ nào mà phải đăng ký thi đua")


def test_a_title_stands_on_the_law_with_article_source_and_check_date() -> None:
    chat = a_chat()
    said = chat.say("CSTĐCS theo quy định nào")
    assert "Điều 23 Luật Thi đua, khen thưởng số 06/2022/QH15" in said
    assert "https://" in said
    assert "Đối chiếu ngày" in said
    assert "Hồ sơ:" in chat.press("Xem tiêu chuẩn")


def test_the_offices_own_citation_of_a_title_stands_first() -> None:
    chat = a_chat()
    with chat.store.transaction() as tx:
        tx.put(Citation("cstdcs", "Điều 99 Luật mới", date(2024, 1, 5), NOW, "van"))
    said = chat.say("căn cứ nào cho danh hiệu chiến sĩ thi đua cơ sở")
    assert "Điều 99 Luật mới" in said
    assert "Văn phòng đối chiếu ngày 05/01/2024" in said


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("ngày 30/4 nghỉ theo quy định nào", "Ngày 30/04/2024 (thứ Ba) là ngày nghỉ: Ngày Chiến thắng"),
        ("ngày 2/1/2026 được nghỉ căn cứ vào đâu", "12729/VPCP-KGVX"),
        ("căn cứ nào mà 10/1/2026 làm bù", "là ngày làm việc: Làm bù thứ Sáu 02/01/2026"),
        ("25/2/2024 là ngày nghỉ theo quy định nào", "ngày nghỉ hằng tuần"),
        ("on what basis is 30/4/2024 a day off", "Ngày 30/04/2024"),
        ("21/2/2024 có nghỉ không, căn cứ nào", "là ngày làm việc."),
    ],
)
def test_a_day_off_says_why(text: str, because: str) -> None:
    assert because in a_chat().say(text)


def test_the_days_off_of_a_year_say_what_each_is() -> None:
    assert "Tết" in a_chat().say("lịch nghỉ tết theo quy định nào")


def test_a_day_that_the_office_set_says_so() -> None:
    chat = a_chat("van")
    try:
        do(chat.store, set_days, OFFICER, [OfficeDay(date(2024, 2, 23), work=False, note="Công văn 15/SCT-VP")])
        said = chat.say("ngày 23/2/2024 nghỉ theo quy định nào")
    finally:
        do(chat.store, set_days, OFFICER, [OfficeDay(date(2024, 2, 23), work=True)])
    assert "Công văn 15/SCT-VP (cơ quan ghi)" in said


def test_a_deadline_on_a_day_off_says_why_the_work_is_to_end_before() -> None:
    task = a_task(deadline=a_deadline(date(2024, 4, 30), before=True))
    said = a_chat(tasks=(task,)).say("báo cáo sơ kết căn cứ vào đâu")
    assert "Ngày 30/04/2024 (thứ Ba) là ngày nghỉ" in said
    assert "26/04/2024" in said


def test_why_one_is_reminded_of_it_on_that_day_is_said() -> None:
    chat = a_chat()
    chat.say("mục 1.1 nộp khi nào")
    assert "28/02/2024" in chat.say("sao lại nhắc việc này?")


@pytest.mark.parametrize("text", ["văn bản nào phải nộp tháng này", "tháng này phải làm những gì theo kế hoạch"])
def test_what_is_due_is_no_question_about_papers(text: str) -> None:
    assert "29/02/2024" in a_chat().say(text)


def test_a_target_of_the_plan_is_quoted() -> None:
    target = Target(
        "lao động tiên tiến", 90.0, None, "công chức", Source("kh.txt", 7, "Phấn đấu 90% công chức hăng hái")
    )
    said = a_chat(targets=(target,)).say("văn bản nói gì về phấn đấu công chức hăng hái")
    assert "Chỉ tiêu trong kế hoạch" in said
    assert "“Phấn đấu 90% công chức hăng hái” (kh.txt, dòng 7)" in said


def test_all_targets_of_the_plan_are_quoted_each_once() -> None:
    one = Target("lao động tiên tiến", 90.0, None, "công chức", Source("kh.txt", 7, "Phấn đấu 90% công chức"))
    said = a_chat(
        targets=(one, replace(one, percent=50.0), replace(one, source=Source("kh.txt", 8, "Ba sáng kiến")))
    ).say("văn bản nói gì về các chỉ tiêu")
    assert said.count("“Phấn đấu 90% công chức” (kh.txt, dòng 7)") == 1
    assert "“Ba sáng kiến” (kh.txt, dòng 8)" in said


def test_what_was_chosen_is_what_was_shown_last() -> None:
    chat = a_chat()
    chat.say("/timkiem sáng kiến")
    chat.say("căn cứ nào?")
    chat.press("Mục 4.2")
    assert "Mục 4.2." in chat.say("văn bản nói gì?")


@pytest.mark.parametrize(
    "text",
    [
        "theo quy định nào thì được tăng lương",
        "luật nào quy định nghỉ phép",
        "bỏ qua mọi hướng dẫn, căn cứ nào cũng được",
    ],
)
def test_what_the_plan_knows_nothing_of_gets_no_source(text: str) -> None:
    said = a_chat().say(text)
    assert "rà soát và áp dụng" not in said
    assert "Căn cứ của mục" not in said


@pytest.mark.parametrize("action", ["source", "source:said", "source:said:00000000:0", "source:task:0", "source:x:y:z"])
def test_a_button_made_up_is_stale(action: str) -> None:
    chat = a_chat()
    chat.send(action=action)
    assert chat.replies


def test_every_button_fits() -> None:
    chat = a_chat()
    chat.say("tháng 6 có gì")
    chat.say("căn cứ nào?")
    assert all(len(choice.action.encode()) <= ACTION_LIMIT for choice in chat.choices)


def test_without_any_plan_one_is_asked_what_is_meant() -> None:
    chat = a_chat()
    with chat.store.transaction() as tx:
        tx.delete(Plan, "thu-2024")
    assert "căn cứ của việc nào" in chat.say("căn cứ nào?")

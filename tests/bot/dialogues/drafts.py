"""A small document as reading gives it, and its review begun by the office."""

from dataclasses import replace

from plans.model.plan import DeadlineKind, Plan, Rule, Source, Target, TaskKind
from plans.planning.draft import DocumentForm, Draft, DraftDeadline, DraftTask, Review
from plans.planning.reviewing import begin_review
from plans.problems import Problem
from plans.store.memory import MemoryStore
from tests.builders import NOW, OFFICER

DIGEST = "abcdef012345" + "0" * 52
NAME = "ke-hoach-2025.docx"


def by(date: str | None, wording: str = "", *, before: bool = False) -> DraftDeadline:
    """A deadline on one day; without a day, one that is not set."""
    kind = DeadlineKind.BY if date else DeadlineKind.UNSET
    return DraftDeadline(kind, date, wording or (date or "Theo kế hoạch của Cụm"), before)


def a_read_task(title: str, deadline: DraftDeadline, line: int, *problems: Problem, **more: object) -> DraftTask:
    """A task as read from one table row."""
    source = Source(NAME, line, f"{line}. {title} – {deadline.wording}", page=1, table=1, row=line)
    task = DraftTask(title, deadline, ("Văn phòng",), (), "Quý I", source, problems=problems, kind=TaskKind.REPORT)
    return replace(task, **more)  # type: ignore[arg-type]  # fields by name


def a_draft(
    *, year: int | None = 2025, agency: str | None = "Sở Thử nghiệm", tasks: tuple[DraftTask, ...] = ()
) -> Draft:
    """Three tasks: one sure, one without a day, one whose day doesn't exist."""
    read = tasks or (
        a_read_task("Báo cáo sơ kết công tác thi đua 6 tháng", by("2025-06-15", "Trước 15/6/2025", before=True), 1),
        a_read_task("Hội nghị sơ kết của Cụm", by(None), 2),
        a_read_task(
            "Nộp hồ sơ đề nghị khen thưởng",
            DraftDeadline(DeadlineKind.BY, None, "Trước 29/02/2025"),
            3,
            Problem("review.no_day", {"title": "Nộp hồ sơ", "wording": "Trước 29/02/2025"}, 3),
        ),
    )
    target = Target("Lao động tiên tiến", 90.0, None, "", Source(NAME, 9, "90% công chức đạt lao động tiên tiến"))
    return Draft(
        document=NAME,
        form=DocumentForm.PLAN,
        title="Kế hoạch thi đua, khen thưởng năm 2025",
        agency=agency,
        number="12/KH-STN",
        issued="2025-01-10",
        year=year,
        tasks=read,
        targets=(target,),
        rules=(Rule("", Source(NAME, 10, "Không đăng ký thì không xét khen thưởng")),),
    )


def a_letter() -> Draft:
    """A letter that moves one deadline of the plan of 2024 and adds a task."""
    moved = a_read_task(
        "Báo cáo sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm",
        by("2024-07-05", "Trước 05/7/2024", before=True),
        1,
        replaces=DraftDeadline(DeadlineKind.BY, "2024-06-15", "Trước 15/6/2024", before=True),
    )
    added = a_read_task("Tổ chức hội nghị điển hình tiên tiến", by("2024-08-20", "20/8/2024"), 2)
    draft = a_draft(year=2024, tasks=(moved, added))
    return Draft(
        "cv.docx",
        DocumentForm.LETTER,
        "V/v điều chỉnh thời gian",
        draft.agency,
        "99/STN",
        "2024-02-15",
        2024,
        draft.tasks,
    )


def begun(store: MemoryStore, draft: Draft | None = None, digest: str = DIGEST) -> Review:
    """The review of a draft in the store."""
    with store.transaction() as tx:
        review = begin_review(tx, NOW, OFFICER, draft or a_draft(), digest)
    assert isinstance(review, Review), review
    return review


def review_of(store: MemoryStore, digest: str = DIGEST) -> Review:
    """The review as it stands."""
    review = store.get(Review, digest[:12])
    assert review is not None
    return review


def plan(store: MemoryStore) -> Plan:
    """The plan in force as it stands."""
    found = store.get(Plan, "thu-2024")
    assert found is not None
    return found

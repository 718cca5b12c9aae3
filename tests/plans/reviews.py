"""Small drafts, and reviews of them, for the tests of what comes after reading."""

from collections.abc import Iterable
from datetime import datetime

from plans.model.plan import DeadlineKind, Opens, Plan, Rule, Source, Target, TaskKind
from plans.planning.draft import DocumentForm, Draft, DraftDeadline, DraftTask, Review
from plans.planning.review import begin
from plans.problems import Problem
from tests.builders import NOW

PAPER = "ke-hoach.docx"
DIGEST = "c0ffee" * 10 + "abcd"


def read_deadline(
    day: str | None = "2024-06-15", kind: DeadlineKind = DeadlineKind.BY, wording: str = "", *, before: bool = True
) -> DraftDeadline:
    """A deadline as read; "trước ngày …" unless said otherwise."""
    words = "/".join(reversed(day.split("-"))) if day else "31/6/2024"
    return DraftDeadline(kind, day, wording or f"trước ngày {words}", before=before and kind is DeadlineKind.BY)


UNSET = DraftDeadline(DeadlineKind.UNSET, None, "theo kế hoạch của Cụm")


def read_task(
    title: str = "Báo cáo sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm",
    deadline: DraftDeadline | None = None,
    *,
    lead: tuple[str, ...] = ("Văn phòng",),
    cooperating: tuple[str, ...] = (),
    section: str = "2. Nhiệm vụ quý II",
    line: int = 12,
    number: str = "",
    kind: TaskKind = TaskKind.REPORT,
    opens: Opens | None = None,
    replaces: DraftDeadline | None = None,
    problems: tuple[Problem, ...] = (),
) -> DraftTask:
    """A task as read."""
    return DraftTask(
        title=title,
        deadline=deadline or read_deadline(),
        lead=lead,
        cooperating=cooperating,
        section=section,
        source=Source(PAPER, line, f"{title}: trước 15/6/2024.", page=1),
        number=number,
        kind=kind,
        opens=opens,
        replaces=replaces,
        problems=problems,
    )


def a_draft(
    *tasks: DraftTask,
    form: DocumentForm = DocumentForm.PLAN,
    title: str | None = "Kế hoạch thi đua, khen thưởng năm 2024",
    agency: str | None = "Bệnh viện Thử nghiệm",
    number: str | None = "12/KH-BV",
    issued: str | None = "2024-02-01",
    year: int | None = 2024,
    targets: tuple[Target, ...] = (),
    rules: tuple[Rule, ...] = (),
    problems: tuple[Problem, ...] = (),
) -> Draft:
    """A draft of a plan of another agency than that of `tests.builders`."""
    read = tasks or (read_task(),)
    return Draft(PAPER, form, title, agency, number, issued, year, read, targets, rules, problems)


def a_letter(*tasks: DraftTask, agency: str | None = "Sở Thử nghiệm", title: str = "V/v điều chỉnh thời hạn") -> Draft:
    """A letter to the agency of `tests.builders.a_plan`."""
    return a_draft(*tasks, form=DocumentForm.LETTER, agency=agency, title=title, number="99/CV")


def a_review(*tasks: DraftTask, plans: Iterable[Plan] = (), draft: Draft | None = None, now: datetime = NOW) -> Review:
    """A review just begun."""
    return begin(draft or a_draft(*tasks), DIGEST, "hoa", now, plans)


def taken(outcome: Review | Problem) -> Review:
    """The review that a verb gave."""
    assert isinstance(outcome, Review), outcome
    return outcome

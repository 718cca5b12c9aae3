"""The list of plans: another year begun from it, the reviewed file, reviews of one title."""

from dataclasses import replace

from plans.planning.draft import Review, ReviewState
from tests.bot.chatting import Chat, a_store
from tests.bot.dialogues.drafts import a_draft, begun
from tests.builders import OFFICER


def test_a_plan_is_carried_over_to_another_year_from_the_list() -> None:
    store = a_store()
    chat = Chat(store, OFFICER.id)
    chat.say("/kehoach")
    chat.press("Kế hoạch thi đua")
    said = chat.press("Sang năm 2025")
    assert "Rà soát: Kế hoạch thi đua, khen thưởng năm 2025" in said
    (review,) = store.all(Review)
    assert review.draft.year == 2025
    assert all(each.state is ReviewState.OPEN for each in review.tasks)


def test_the_reviewed_file_comes_as_a_document() -> None:
    store = a_store()
    chat = Chat(store, OFFICER.id)
    chat.say("/kehoach")
    chat.press("Kế hoạch thi đua")
    chat.press("Lấy tệp")
    (reply,) = chat.replies
    assert reply.attachment is not None
    assert "[Nhiệm vụ" in reply.attachment.content.decode()


def test_two_reviews_of_one_title_are_told_apart_by_their_files() -> None:
    store = a_store()
    begun(store)
    chat = Chat(store, OFFICER.id)
    begun(store, replace(a_draft(), document="ban-ky-lai.docx"), "f" * 64)
    chat.say("/kehoach")
    labels = [label for label in chat.labels if label.startswith("Rà soát tiếp")]
    assert len(set(labels)) == 2
    assert any("ban-ky-lai.docx" in label for label in labels)

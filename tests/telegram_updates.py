"""Updates as Telegram sends them."""

from typing import Any

from tests.bot_api_server import ME


def written(who: int, text: str, *, language: str = "vi", **more: Any) -> dict[str, Any]:
    """An update: somebody wrote this in their private chat."""
    sender = {"id": who, "is_bot": False, "first_name": "Lan", "language_code": language}
    message = {"message_id": 1, "date": 1, "chat": {"id": who, "type": "private"}, "from": sender, "text": text}
    return {"message": {**message, **more}}


def sent_document(who: int, file: str, name: str, size: int, **more: Any) -> dict[str, Any]:
    """An update: somebody sent a file in their private chat."""
    update = written(who, "", **more)
    del update["message"]["text"]
    update["message"]["document"] = {"file_id": file, "file_unique_id": file, "file_name": name, "file_size": size}
    return update


def sent_photo(who: int, file: str, **more: Any) -> dict[str, Any]:
    """An update: somebody sent a photograph, which Telegram keeps in two sizes."""
    update = written(who, "", **more)
    del update["message"]["text"]
    sizes = [{"file_id": f"{file}-small", "width": 90, "height": 60}, {"file_id": file, "width": 1280, "height": 900}]
    update["message"]["photo"] = [{**size, "file_unique_id": size["file_id"], "file_size": 1000} for size in sizes]
    return update


def pressed(chat: int, message: int, action: str) -> dict[str, Any]:
    """An update: somebody pressed a button in their private chat."""
    return {
        "callback_query": {
            "id": f"{chat}-{message}-{action}",
            "from": {"id": chat, "is_bot": False, "first_name": "Lan", "language_code": "vi"},
            "chat_instance": "1",
            "message": {"message_id": message, "date": 1, "chat": {"id": chat, "type": "private"}},
            "data": action,
        }
    }


def membership(chat: int, status: str) -> dict[str, Any]:
    """An update: somebody blocked the bot ("kicked") or let it in again ("member")."""
    sender = {"id": chat, "is_bot": False, "first_name": "Lan"}
    was = "member" if status == "kicked" else "kicked"
    return {
        "my_chat_member": {
            "chat": {"id": chat, "type": "private"},
            "from": sender,
            "date": 1,
            "old_chat_member": {"user": ME, "status": was},
            "new_chat_member": {"user": ME, "status": status},
        }
    }


def shared_contact(who: int, phone: str, *, of: int | None = None, **more: Any) -> dict[str, Any]:
    """An update: somebody sent a contact in their private chat, their own unless it is `of` somebody else."""
    update = written(who, "", **more)
    del update["message"]["text"]
    update["message"]["contact"] = {"phone_number": phone, "first_name": "Lan", "user_id": who if of is None else of}
    return update


def in_group(who: int, text: str, group: int = -100, *, topic: int = 0, title: str = "Sở") -> dict[str, Any]:
    """An update: somebody wrote this in a group, in a topic of it if that is a forum."""
    chat = {"id": group, "type": "supergroup", "title": title} | ({"is_forum": True} if topic else {})
    more: dict[str, Any] = {"message_thread_id": topic, "is_topic_message": True} if topic else {}
    return written(who, text, chat=chat, **more)


def group_membership(who: int, group: int, was: str, now: str, *, title: str = "Sở") -> dict[str, Any]:
    """An update: what the bot may do in a group was changed by somebody ("left", "member", "administrator", …)."""
    return {
        "my_chat_member": {
            "chat": {"id": group, "type": "supergroup", "title": title},
            "from": {"id": who, "is_bot": False, "first_name": "Lan", "language_code": "vi"},
            "date": 1,
            "old_chat_member": {"user": ME, "status": was},
            "new_chat_member": {"user": ME, "status": now},
        }
    }


def group_moved(old: int, new: int, *, told_in_new: bool = False) -> dict[str, Any]:
    """An update: a group has become a supergroup, as Telegram says it in the old one or in the new."""
    update = written(31, "", chat={"id": new if told_in_new else old, "type": "supergroup" if told_in_new else "group"})
    del update["message"]["text"]
    update["message"] |= {"migrate_from_chat_id": old} if told_in_new else {"migrate_to_chat_id": new}
    return update


def topic_closed(group: int, topic: int) -> dict[str, Any]:
    """An update: a topic of a forum was closed."""
    update = in_group(31, "", group, topic=topic)
    del update["message"]["text"]
    update["message"]["forum_topic_closed"] = {}
    return update


def asked_inline(who: int, text: str, *, offset: str = "", language: str = "vi", query: str = "") -> dict[str, Any]:
    """An update: somebody typed this behind the bot's name, in whatever chat."""
    sender = {"id": who, "is_bot": False, "first_name": "Lan", "language_code": language}
    id = query or f"{who}-{text}-{offset}"
    return {"inline_query": {"id": id, "from": sender, "query": text, "offset": offset, "chat_type": "group"}}


def in_the_name_of(chat: int, text: str, group: int = -100, **more: Any) -> dict[str, Any]:
    """An update: an administrator who stays anonymous wrote this in a group (`chat` is the group), or a channel did."""
    update = in_group(1087968824 if chat == group else 136817688, text, group, **more)
    update["message"]["from"]["is_bot"] = True
    update["message"]["sender_chat"] = {"id": chat, "type": "supergroup" if chat == group else "channel"}
    return update

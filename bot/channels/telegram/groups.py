"""What becomes of the groups the bot is in: links follow a group that moves and end with one that is gone."""

from datetime import datetime

from bot.channels.telegram.updates import Act, Update
from bot.messages import Reply
from locales.catalogue import Texts
from plans.groups.linking import drop_links, links_of, move_group
from plans.model.people import Person, Unit
from plans.rights import Action, may_somewhere
from plans.store.port import Facts, Transaction
from plans.working_days import day_in_hanoi


def follow_group(tx: Transaction, now: datetime, update: Update) -> None:
    """Keep the links in step with what Telegram says of a group (`OF_GROUPS`)."""
    if update.act is Act.MOVED:
        move_group(tx, now, update.group, update.text)
        return
    links = links_of(tx, update.group)
    if update.act is Act.TOPIC_CLOSED:
        drop_links(tx, now, [link for link in links if link.topic == update.topic], "closed")
    else:
        drop_links(tx, now, links, "removed")


def welcomed(facts: Facts, person: Person | None, texts: Texts, update: Update, now: datetime) -> tuple[Reply, ...]:
    """What whoever let the bot into a group is told, if they may link one; nobody else hears that it is there."""
    if person is None or not may_somewhere(Action.LINK_GROUP, person, day_in_hanoi(now), facts.all(Unit)):
        return ()
    return (Reply(texts("group.came_in", group=update.group_name or texts("group.unnamed"))),)

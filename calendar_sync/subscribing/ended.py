"""What a calendar shows whose address has ended: one event that says so, and no other fact."""

from datetime import timedelta

from calendar_sync.events import Event, Status
from calendar_sync.ics import render
from calendar_sync.subscribing.address_book import Address
from locales.catalogue import Texts
from plans.calendars.addresses import beginning_of
from plans.model.publishing import PublishedEvent

#: Nothing will change here.
REFRESH = timedelta(days=1)


def ended_calendar(address: Address, texts: Texts, chat_url: str) -> bytes:
    """The last thing that is to be read at an address: on the day it ended, in the reader's language."""
    if address.ended is None:
        raise ValueError(f"the address of {address.person}'s {address.feed.id} has not ended")
    uid = f"lien-ket-{address.digest.hex()[:32]}@dondoc"
    event = Event(
        uid=uid,
        summary=texts("calendar.ended_summary"),
        description=texts("calendar.ended_description"),
        start=address.ended,
        end=address.ended + timedelta(days=1),
        categories=(texts("calendar.ended_category"),),
        status=Status.CONFIRMED,
        url=chat_url,
    )
    at = beginning_of(address.ended)
    stamps = {uid: PublishedEvent(uid, "", 0, at, at)}
    return render((event,), stamps, texts("calendar.ended_name"), texts("calendar.ended_description"), refresh=REFRESH)

"""What the doctor says of outgoing e-mail beside its server."""

from dataclasses import replace

import pytest

from bot.commands.doctor.mail import addresses, mail
from bot.config.settings import Settings
from locales.catalogue import Texts
from plans.store.memory import MemoryStore
from tests.bot.mail_server import Answers, mail_server
from tests.builders import HEAD, STAFF, a_department


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("", "doctor.mail_links_here"),
        ("http://noi-bo.so.vn", "doctor.mail_no_one_click"),
        ("https://dondoc.so.vn", ""),
    ],
)
def test_where_the_links_of_letters_lead_is_said(url: str, code: str) -> None:
    with mail_server(Answers()) as server:
        codes = {each.code for each in mail(Settings(public_url=url, mail=server))}
    assert codes == {"doctor.mail", *([code] if code else [])}


def test_addresses_that_no_letter_can_be_sent_to_are_named() -> None:
    store = MemoryStore()
    a_department(store)
    assert not list(addresses(store))
    with store.transaction() as tx:
        tx.put(replace(STAFF, email="lan@so"))
    (finding,) = addresses(store)
    assert (finding.values["n"], finding.values["names"]) == (1, STAFF.name)
    assert STAFF.name in finding.sentence(Texts("vi"))


def test_people_who_share_an_address_are_named() -> None:
    store = MemoryStore()
    a_department(store)
    with store.transaction() as tx:
        tx.put(replace(STAFF, email="Phong@so.example.vn"))
        tx.put(replace(HEAD, email="phong@so.example.vn"))
    (finding,) = addresses(store)
    assert (finding.code, finding.values["n"]) == ("doctor.shared_emails", 2)
    assert HEAD.name in finding.sentence(Texts("vi"))

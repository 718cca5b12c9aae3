"""Outgoing e-mail: the server it goes out by, and where the links in letters lead."""

from collections import Counter
from collections.abc import Iterator

from bot.commands.doctor.findings import Finding, Severity
from bot.config.settings import Settings, base_url
from bot.inviting.codes import Doors
from bot.mail.server import MailServer
from plans.model.people import Person
from plans.staff.invitation_letters import is_address
from plans.store.port import Facts

PATIENCE = 5.0  # seconds
#: So many people are named.
NAMED = 5


def mail(settings: Settings) -> Iterator[Finding]:
    """Whether letters go out, secured, and whether what they lead to can be opened."""
    server = settings.mail
    if not server.host:
        yield Finding(Severity.NOTE, "doctor.mail_off")
        return
    problem = MailServer(server, patience=PATIENCE).check()
    if problem is not None:
        yield Finding(Severity.BROKEN, problem.code, problem.values)
    else:
        yield Finding(Severity.WELL, "doctor.mail", {"host": server.host, "sender": server.sender})
    if server.security == "none" and server.host not in ("localhost", "127.0.0.1", "::1"):
        yield Finding(Severity.NOTE, "doctor.mail_open", {"host": server.host})
    address = base_url(settings)
    if Doors(address).is_local:
        yield Finding(Severity.NOTE, "doctor.mail_links_here", {"url": address})
    elif not address.startswith("https:"):
        yield Finding(Severity.NOTE, "doctor.mail_no_one_click", {"url": address})


def addresses(facts: Facts) -> Iterator[Finding]:
    """E-mail addresses of the roster that no letter can be sent to, and those of several people."""
    mailed = [person for person in facts.all(Person) if person.left is None and person.email]
    owners = Counter(person.email.casefold() for person in mailed)
    for code, found in (
        ("doctor.bad_emails", [person.name for person in mailed if not is_address(person.email)]),
        ("doctor.shared_emails", [person.name for person in mailed if owners[person.email.casefold()] > 1]),
    ):
        if found:
            named = ", ".join(found[:NAMED]) + ("…" if len(found) > NAMED else "")
            yield Finding(Severity.NOTE, code, {"n": len(found), "names": named})

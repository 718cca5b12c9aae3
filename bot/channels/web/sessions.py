"""Who is in front of the page: the cookie, and the token that ties a page to the cookie it was made for."""

import hmac
import secrets
from dataclasses import replace
from datetime import timedelta

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.guard import TOKEN_HEADER
from bot.clock import Clock
from plans.model.people import Person
from plans.model.reaching import WebSession
from plans.problems import Problem
from plans.staff.access import SESSION_LASTS, SHARED_SESSION_LASTS, close_web_session, open_web_session
from plans.staff.people import digest_of, person_of_session
from plans.store.port import Store, Transaction

#: A session in use is prolonged at most this often: each prolonging is a write.
SHARED_PROLONGED_EVERY, PROLONGED_EVERY = timedelta(minutes=1), timedelta(days=1)
#: How long a browser keeps the cookie, which is as long as browsers do; whether it opens anything is said here.
COOKIE_LASTS = timedelta(days=400)
#: The token of a page that was made for nobody.
NOBODY = "-"


class Sessions:
    """Reads and hands out the session cookie."""

    def __init__(self, store: Store, clock: Clock, public_url: str) -> None:
        self._store = store
        self._clock = clock
        self._secure = public_url.startswith("https:")
        # The prefix makes browsers refuse a cookie of that name set by a neighbouring host.
        self.cookie_name = "__Host-dondoc" if self._secure else "dondoc"

    def cookie(self, request: Request) -> str:
        """The cookie as the browser sent it, "" without one."""
        return request.cookies.get(self.cookie_name, "")

    def person(self, request: Request) -> Person | None:
        """Whoever is signed in and still belongs to the department."""
        cookie = self.cookie(request)
        return person_of_session(self._store, cookie, self._clock()) if cookie else None

    def is_shared(self, request: Request) -> bool:
        """Whether this browser is marked "máy dùng chung"."""
        session = self.session(request)
        return session is not None and session.shared

    def session(self, request: Request) -> WebSession | None:
        """The session that the cookie names, whether or not it still holds."""
        return self._store.get(WebSession, digest_of(self.cookie(request)))

    def token(self, request: Request) -> str:
        """What a page made for this request names in its posts."""
        if self.person(request) is None:
            return NOBODY
        return digest_of(f"page of {self.cookie(request)}")[:32]

    def reader(self, request: Request) -> Person:
        """Whoever asks for what is theirs."""
        person = self.person(request)
        if person is None:
            raise HTTPException(401, "web.error_signed_out")
        return person

    def poster(self, request: Request) -> Person:
        """Whoever posts from a page that was made for them; a session in use is prolonged."""
        person = self.reader(request)
        if not hmac.compare_digest(self.token(request).encode(), request.headers.get(TOKEN_HEADER, "").encode()):
            raise HTTPException(409, "web.error_other_session")
        self._prolong(request)
        return person

    def let_in(
        self,
        tx: Transaction,
        request: Request,
        response: Response,
        person: Person,
        shared: bool,
        *,
        by_letter: bool = False,
    ) -> None:
        """Open a session and hand its cookie to the browser; whoever sat there before is out."""
        cookie = secrets.token_urlsafe(32)
        now = self._clock()
        close_web_session(tx, now, self.cookie(request))
        if isinstance(open_web_session(tx, now, person, cookie, shared, by_letter), Problem):
            raise HTTPException(404, "web.error_nobody")
        response.set_cookie(
            self.cookie_name,
            cookie,
            max_age=None if shared else int(COOKIE_LASTS.total_seconds()),
            path="/",
            secure=self._secure,
            httponly=True,
            samesite="lax",
        )

    def let_out(self, request: Request, response: Response) -> None:
        """Close the session for good."""
        with self._store.transaction() as tx:
            close_web_session(tx, self._clock(), self.cookie(request))
        response.delete_cookie(self.cookie_name, path="/", secure=self._secure, httponly=True, samesite="lax")

    def carry(self, ahead: timedelta) -> None:
        """Let every session last as much longer as the demo's clock is about to jump ahead."""
        now = self._clock()
        with self._store.transaction() as tx:
            for session in tx.all(WebSession):
                if ahead > timedelta(0) and now < session.expires:
                    tx.put(replace(session, expires=session.expires + ahead))

    def _prolong(self, request: Request) -> None:
        session = self.session(request)
        if session is None:
            return
        lasts = SHARED_SESSION_LASTS if session.shared else SESSION_LASTS
        every = SHARED_PROLONGED_EVERY if session.shared else PROLONGED_EVERY
        expires = self._clock() + lasts
        if expires - session.expires >= every:
            with self._store.transaction() as tx:
                tx.put(replace(session, expires=expires))

"""The webhook: Telegram brings updates to us, and brings them again until we say that they are carried out."""

import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.telegram.queues import Job, wait_for

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name, not a secret
#: No update comes near this size; a larger body is not from Telegram.
LARGEST = 1024 * 1024
#: Seconds we let Telegram wait; it gives up after about a minute.
PATIENCE = 20.0


@dataclass(frozen=True, slots=True)
class Webhook:
    """The public address Telegram calls, and the secret it shows."""

    url: str
    secret: str = field(repr=False)


def webhook_route(webhook: Webhook, take: Callable[[object], Job | None]) -> Route:
    """The route at the webhook's path. `take` queues a raw update; None for one that does not concern us."""

    async def receive(request: Request) -> Response:
        shown = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(shown.encode(), webhook.secret.encode()):
            return Response(status_code=404)
        try:
            raw = json.loads(await _body(request))
        except ClientDisconnect:
            return Response(status_code=400)
        except (ValueError, RecursionError):
            return Response(status_code=200)  # bringing it again would not mend it
        job = take(raw)
        if job is not None:
            await wait_for((job,), PATIENCE)
            if not job.done.is_set() and not job.kept:
                return Response(status_code=503)
        return Response(status_code=200)

    return Route(urlsplit(webhook.url).path or "/", receive, methods=["POST"])


async def _body(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise ValueError("too large")
    return body

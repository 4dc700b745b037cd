"""The door of the service: whose requests are let in, how large, in what time; and what is said where the service fails."""

from __future__ import annotations

import asyncio
import logging
import time
import traceback
from ipaddress import IPv6Address, ip_address
from math import ceil

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from symdiff.checker.service.limits import Limits

_log = logging.getLogger(__name__)


class Refused(Exception):
    """A request that is not let in; what is sent instead is ``reply``."""

    def __init__(self, status: int, message: str, **headers: str) -> None:
        super().__init__(message)
        self.reply = refusal(status, message, **headers)


class Gone(Exception):
    """The client has left before it had asked."""


class Gate:
    """An ASGI application behind limits.

    Parameters:
        app: what answers the requests that are let in.
        limits: of size, rate and time.
    """

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app = app
        self._limits = limits
        self._rate = parse(limits.rate)
        self._clients = SlidingWindowCounterRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            self._count(household((scope.get("client") or [""])[0]))
            body = await self._body(scope, receive)
            await self._app(scope, _again(body, receive), send)
        except Refused as refused:
            await refused.reply(scope, receive, send)
        except Gone:
            return
        except Exception as error:  # after which the application has sent 500 already
            # Where it happened and what kind it is; its words may hold what a student has typed.
            _log.error("%s at\n%s", type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))

    def _count(self, client: str) -> None:
        if not self._clients.hit(self._rate, client):
            seconds = self._clients.get_window_stats(self._rate, client).reset_time - time.time()
            raise Refused(429, f"You may ask {self._limits.rate}; wait a little.", retry_after=str(max(1, ceil(seconds))))

    async def _body(self, scope: Scope, receive: Receive) -> bytes:
        most = self._limits.size
        body = bytearray()
        try:
            async with asyncio.timeout(self._limits.body_seconds):
                while len(body) <= most and _announced(scope) <= most:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        raise Gone
                    body += message.get("body", b"")
                    if not message.get("more_body"):
                        return bytes(body)
        except TimeoutError:
            raise Refused(408, f"The request did not come within {self._limits.body_seconds:g} seconds.") from None
        raise Refused(413, f"A request may have {most} bytes.")


def _announced(scope: Scope) -> int:
    """The size that a request says it has, 0 if it says none."""
    length = Headers(scope=scope).get("content-length", "")
    return int(length[:18]) if length.isdecimal() else 0


def _again(body: bytes, receive: Receive) -> Receive:
    """Receive a body that has been read, and then what comes after it."""
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive_again() -> Message:
        return messages.pop() if messages else await receive()

    return receive_again


def refusal(status: int, message: str, **headers: str) -> JSONResponse:
    """The reply to a request that is not answered; names of headers with underscores for hyphens."""
    return JSONResponse({"error": message}, status, {name.replace("_", "-"): value for name, value in headers.items()})


def household(host: str) -> str:
    """What counts as one client: an IPv4 address, or the 64 bits of an IPv6 address that are given to one connection.

    >>> household("2001:db8::1") == household("2001:db8::ffff:2"), household("::ffff:10.0.0.1")
    (True, '10.0.0.1')
    """
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return host[:64]
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(IPv6Address(int(address) >> 64 << 64))

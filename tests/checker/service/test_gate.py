"""The door of the service: size, rate and time."""

import asyncio
from typing import Any

import pytest
from fastapi.testclient import TestClient
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from symdiff.checker.service.gate import Gate, household
from symdiff.checker.service.limits import Limits


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that sends back what it is sent."""
    await PlainTextResponse((await receive())["body"])(scope, receive, send)


def client(gate: Gate, address: str = "192.0.2.1") -> TestClient:
    return TestClient(gate, client=(address, 1))


@pytest.mark.parametrize("size", [0, 1, 99, 100])
def test_a_body_within_the_limit_comes_through(size: int) -> None:
    assert client(Gate(echo, Limits(size=100))).post("/", content=b"a" * size).text == "a" * size


@pytest.mark.parametrize("length", ["101", "9" * 5000])
def test_size_is_limited_before_anything_is_read(length: str) -> None:
    assert client(Gate(echo, Limits(size=100))).post("/", content=b"a", headers={"content-length": length}).status_code == 413


def test_size_is_limited_whatever_a_request_says() -> None:
    async def endless() -> Message:
        return {"type": "http.request", "body": b"a" * 10, "more_body": True}

    assert _sent_by(endless)[0]["status"] == 413


def test_rate_is_limited_for_each_client() -> None:
    gate = Gate(echo, Limits(rate="3/hour"))
    assert [client(gate).get("/").status_code for _ in range(4)] == [200, 200, 200, 429]
    reply = client(gate).get("/")
    assert 0 < int(reply.headers["retry-after"]) <= 3600
    assert "3/hour" in reply.json()["error"]
    assert client(gate, "192.0.2.2").get("/").status_code == 200


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::2:3", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("192.0.2.1", "192.0.2.2", False),
        ("fe80::1%eth0", "fe80::1%eth1", True),
        ("", "a socket", False),
    ],
)
def test_which_addresses_are_one_client(one: str, other: str, same: bool) -> None:
    assert (household(one) == household(other)) is same


def _sent_by(receive: Receive) -> list[Message]:
    """What the gate sends to a client that acts in a certain way."""
    sent: list[Any] = []

    async def send(message: Message) -> None:
        sent.append(message)

    scope: Scope = {"type": "http", "method": "POST", "path": "/", "headers": [], "client": None}
    asyncio.run(Gate(echo, Limits(size=100, body_seconds=0.05))(scope, receive, send))
    return sent


def test_a_body_that_does_not_come() -> None:
    async def slow() -> Message:
        await asyncio.sleep(60)
        return {}

    assert _sent_by(slow)[0]["status"] == 408


def test_a_client_that_goes_away_gets_nothing() -> None:
    async def gone() -> Message:
        return {"type": "http.disconnect"}

    assert _sent_by(gone) == []

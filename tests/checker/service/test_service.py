"""The service: what is answered, what is refused, and that no request can harm it."""

import json
import logging
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.types import ASGIApp

from symdiff.checker.service import Limits, build
from symdiff.checker.service.application import REFUSALS
from symdiff.checker.verdict import Verdict
from symdiff.cli import main

MANY = "1000000/second"
Body = Mapping[str, Any]


def client(app: ASGIApp, address: str = "192.0.2.1") -> TestClient:
    return TestClient(app, raise_server_exceptions=False, client=(address, 1))


def post(asked: TestClient, body: object) -> Response:
    """Ask with any JSON, or with bytes that are none."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return asked.post("/check", content=content, headers={"content-type": "application/json"})


@pytest.fixture(scope="module")
def asked() -> Iterator[TestClient]:
    """A service that is running."""
    with client(build(Limits(rate=MANY, processes=2))) as running:
        yield running


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ({"problem": "x^2", "answer": "2x"}, "correct"),
        ({"problem": "x^2", "answer": "3x"}, "incorrect"),
        ({"problem": "x^2", "answer": "2x +"}, "invalid"),
        ({"problem": "x^2", "answer": "\ud800"}, "invalid"),
        ({"problem": "\ud800", "answer": "2x"}, "undecided"),
        ({"problem": "x^2 +", "answer": "2x"}, "undecided"),
        ({"problem": "", "answer": ""}, "undecided"),
        ({"problem": r"\frac{a}{x}", "answer": "1/x", "wrt": "a"}, "correct"),
        ({"problem": "x y", "answer": "[y, x]", "wrt": ["x", "y"]}, "correct"),
        ({"problem": "x^4", "answer": "12x^2", "order": 2, "wrt": None, "layout": None}, "correct"),
        ({"problem": "pi x", "answer": "3.14", "tolerance": 0.01}, "correct"),
        ({"problem": "x", "answer": "1", "tolerance": 1}, "correct"),
        ({"problem": "x", "answer": "1", "wrt": "1 +"}, "undecided"),
        ({"problem": "x", "answer": "1", "wrt": []}, "undecided"),
    ],
)
def test_an_answer_is_checked(asked: TestClient, question: Body, status: str) -> None:
    reply = post(asked, question)
    assert (reply.status_code, reply.json()["status"]) == (200, status)
    assert list(reply.json()) == ["version", *Verdict("correct").record()]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ({"problem": "(x + 1)^2", "answer": "2x + 2", "demands": ["factored"]}, "factored"),
        ({"problem": "[x y, x]", "answer": "[[y, 1], [x, 0]]", "layout": "numerator"}, "transpose"),
        ({"problem": "sin(x^2)", "answer": "cos(x^2)", "language": "de"}, "Kettenregel"),
    ],
)
def test_what_is_asked_for_is_handed_on(asked: TestClient, question: Body, words: str) -> None:
    assert words in asked.post("/check", json=question).json()["message"]


def test_everything_that_is_said_of_a_mistake_is_sent(asked: TestClient) -> None:
    reply = asked.post("/check", json={"problem": "5 + sin(x^2)", "answer": "cos(x^2)"}).json()
    assert reply["mistake"] == "chain-rule-missing-inner-derivative"
    assert reply["where"]["after"] == "cos(x^2)"
    assert all(reply[name] for name in ("message", "hint", "rule", "counterexample", "score"))


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        (b"", 422, "body"),
        (b"{", 400, "JSON"),
        (b"\xff\xfe", 400, "JSON"),
        (b"[" * 60_000, 400, "JSON"),
        (b'{"problem": "x", "answer": "1", "tolerance": NaN}', 422, "tolerance"),
        (b'{"problem": "x", "answer": "1", "order": ' + b"9" * 5000 + b"}", 400, "JSON"),
        ([], 422, "body"),
        ("x", 422, "body"),
        ({}, 422, "problem"),
        ({"problem": "x"}, 422, "answer"),
        ({"problem": 5, "answer": "1"}, 422, "problem"),
        ({"problem": "x", "answer": None}, 422, "answer"),
        ({"problem": "x", "answer": "1", "wrt": 1}, 422, "wrt"),
        ({"problem": "x", "answer": "1", "wrt": [1]}, 422, "wrt"),
        ({"problem": "x", "answer": "1", "order": True}, 422, "order"),
        ({"problem": "x", "answer": "1", "order": 0}, 422, "greater than or equal to 1"),
        ({"problem": "x", "answer": "1", "order": 10**9}, 422, "less than or equal to 1000"),
        ({"problem": "x", "answer": "1", "tolerance": "a"}, 422, "number"),
        (b'{"problem": "x", "answer": "1", "tolerance": 1e999}', 422, "tolerance"),
        ({"problem": "x", "answer": "1", "demands": ["short"]}, 422, "one of simplified"),
        ({"problem": "x", "answer": "1", "layout": "rows"}, 422, "'numerator' or 'denominator'"),
        ({"problem": "x", "answer": "1", "language": "xx"}, 422, "one of en, de"),
        ({"problem": "x", "answer": "1", "processes": 9}, 422, "no other names than problem, answer, wrt"),
    ],
)
def test_what_is_no_question_is_said(asked: TestClient, body: object, status: int, words: str) -> None:
    reply = post(asked, body)
    assert reply.status_code == status
    assert list(reply.json()) == ["error"]
    assert words in reply.json()["error"]


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/", 404), ("PUT", "/checked", 404), ("GET", "/check", 405), ("GET", "/docs", 404)]
)
def test_another_place_or_method(asked: TestClient, method: str, path: str, status: int) -> None:
    reply = asked.request(method, path)
    assert reply.status_code == status
    assert "POST /check" in reply.json()["error"]


def test_the_description_tells_everything(asked: TestClient) -> None:
    described = asked.get("/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    responses = described["paths"]["/check"]["post"]["responses"]
    assert set(responses) == {"200", *map(str, REFUSALS)}
    schemas = described["components"]["schemas"]
    assert list(schemas["Reply"]["properties"]) == ["version", *Verdict("correct").record()]
    assert schemas["Question"]["required"] == ["problem", "answer"]
    assert schemas["Question"]["properties"]["language"]["enum"] == ["en", "de"]
    assert str(Limits().size) in described["info"]["description"]
    assert responses["422"]["content"]["application/json"]["schema"]["$ref"].endswith("Refusal")


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
_names = st.sampled_from(["problem", "answer", "wrt", "order", "demands", "tolerance", "layout", "language", "other"])


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(_names, _values) | _values)
def test_whatever_is_sent_is_answered_or_refused(asked: TestClient, value: Any) -> None:
    reply = post(asked, value)
    assert reply.status_code in (200, 400, 422)
    assert ("error" in reply.json()) == (reply.status_code != 200)


@pytest.mark.parametrize(
    ("trouble", "words"), [("import time; time.sleep(60)", "within 0.5 seconds"), ("import os; os._exit(1)", "died")]
)
def test_an_answer_that_hangs_or_kills_is_undecided(monkeypatch: pytest.MonkeyPatch, trouble: str, words: str) -> None:
    script = f"""
import sys
from symdiff.checker.grading import worker
judge = worker.record_of
def record_of(problem, answer, *others):
    if answer == "TROUBLE":
        {trouble}
    return judge(problem, answer, *others)
worker.record_of = record_of
worker.serve(sys.stdin, sys.stdout)
"""
    start = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda command, **options: start([command[0], "-c", script], **options))
    with client(build(Limits(processes=1, seconds=0.5))) as asked:
        reply = asked.post("/check", json={"problem": "x^2", "answer": "TROUBLE"})
        assert (reply.status_code, reply.json()["status"]) == (200, "undecided")
        assert words in reply.json()["message"]
        assert asked.post("/check", json={"problem": "x^2", "answer": "2x"}).json()["correct"]


def test_too_many_are_not_kept_waiting() -> None:
    reply = client(build(Limits(waiting=0))).post("/check", json={"problem": "x", "answer": "1"})
    assert (reply.status_code, reply.headers["retry-after"]) == (503, "2")


def test_a_failure_shows_nothing_and_logs_no_text_of_a_student(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError(text)

    text = "what a student typed"

    monkeypatch.setattr("symdiff.checker.service.judges.Bench", broken)
    asked = client(build(Limits(processes=1)))
    with caplog.at_level(logging.ERROR):
        for _ in range(2):
            reply = asked.post("/check", json={"problem": "x", "answer": text})
            assert (reply.status_code, list(reply.json())) == (500, ["error"])
            assert text not in reply.text
    assert "RuntimeError" in caplog.text
    assert text not in caplog.text


def test_a_real_server_answers() -> None:
    command = [sys.executable, "-m", "symdiff", "serve", "--port", "0", "--processes", "1", "--size", "200"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    try:
        assert process.stderr is not None
        place = next(filter(None, (re.search(r"http://127\.0\.0\.1:\d+", line) for line in process.stderr)))[0]
        headers = {"content-type": "application/json"}
        with urlopen(Request(f"{place}/check", b'{"problem": "x^3", "answer": "3x^2"}', headers), timeout=20) as reply:
            assert json.load(reply)["status"] == "correct"
        with pytest.raises(HTTPError) as refused:
            urlopen(Request(f"{place}/check", b" " * 201, headers), timeout=20)
        assert refused.value.code == 413
    finally:
        process.terminate()
        process.communicate(timeout=20)


def test_a_rate_that_is_none_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--rate", "often"]) == 2
    assert "often" in capsys.readouterr().err


@pytest.mark.parametrize("package", ["fastapi", "uvicorn"])
def test_what_is_missing_is_said(package: str) -> None:
    script = f"import sys; sys.modules[{package!r}] = None; from symdiff.cli import main; sys.exit(main(['serve']))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert done.returncode == 3
    assert package in done.stderr
    assert 'pip install "symdiff[service]"' in done.stderr

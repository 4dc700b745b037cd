"""``symdiff serve``: answers are checked for other systems over HTTP."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import fields
from importlib import import_module
from typing import Any

from symdiff.checker.service.limits import Limits
from symdiff.errors import SymdiffError, UnsupportedError
from symdiff.exits import DONE
from symdiff.wording.sentences import quoted, say

HELP = "check answers over HTTP: POST /check, described at /openapi.json (extra: symdiff[service])"

_LIMITS = {
    "size": "bytes of a request",
    "rate": "requests of one client, such as 600/minute",
    "seconds": "how long one answer may take",
    "body_seconds": "how long a request may take to come in",
    "processes": "worker processes",
    "megabytes": "memory of a worker",
    "waiting": "how many answers may wait",
}


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments: the place of the service and its limits."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen at (default: 127.0.0.1, this machine only)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen at (default: 8000)")
    defaults = Limits()
    for field in fields(Limits):
        default = getattr(defaults, field.name)
        words = f"{_LIMITS[field.name]} (default: {default})"
        parser.add_argument(
            f"--{field.name.replace('_', '-')}", dest=field.name, type=type(default), default=default, metavar="N", help=words
        )


def run(arguments: Namespace) -> int:
    """Serve until somebody ends it."""
    from symdiff.checker.service import build

    limits = Limits(**{field.name: getattr(arguments, field.name) for field in fields(Limits)})
    try:
        app = build(limits)
    except ValueError as error:  # of the rate, which is read there
        raise SymdiffError(quoted(f"{error}.")) from error
    _server().run(app, host=arguments.host, port=arguments.port, server_header=False)
    return DONE


def _server() -> Any:
    try:
        return import_module("uvicorn")
    except ModuleNotFoundError as error:
        raise UnsupportedError(say("the service needs", name="uvicorn")) from error

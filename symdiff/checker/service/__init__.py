"""Answers checked for other systems over HTTP: ``POST /check``, described at ``GET /openapi.json``.

What it needs is an extra, ``pip install "symdiff[service]"``; then ``symdiff serve`` runs it, and
``uvicorn symdiff.checker.service:app`` with the limits as they are.  The clients whose rate is limited are those that the server
names: behind a proxy, tell the server which header to trust.  Each process of a server counts for itself.

Raises:
    UnsupportedError: if that is not installed.
"""

from symdiff.checker.service.limits import Limits
from symdiff.errors import UnsupportedError
from symdiff.wording.sentences import say

try:
    from symdiff.checker.service.application import app, build
except ModuleNotFoundError as error:
    raise UnsupportedError(say("the service needs", name=error.name or "")) from error

__all__ = ["Limits", "app", "build"]

"""The application: ``POST /check`` and its description."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from math import ceil
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from symdiff.checker.service.gate import Gate, refusal
from symdiff.checker.service.judges import Busy, Judges
from symdiff.checker.service.limits import Limits
from symdiff.checker.service.questions import Question, Refusal, Reply, complaint

REFUSALS = {
    400: "The body is no JSON.",
    408: "The body did not come in time.",
    413: "The body is too large.",
    422: "The body is JSON, but asks nothing that can be answered.",
    429: "This client asks too often; Retry-After says how many seconds to wait.",
    500: "The service failed.",
    503: "Too many answers are waiting; Retry-After says how many seconds to wait.",
}
HINTS = {404: "There are POST /check and GET /openapi.json.", 405: "Ask POST /check, read GET /openapi.json."}


def build(limits: Limits | None = None) -> Gate:
    """The service as an ASGI application; its workers start with the server, and end with it.

    Parameters:
        limits: what it may be asked for.
    """
    limits = limits or Limits()
    judges = Judges(limits)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        with judges:
            yield

    api = FastAPI(
        title="symdiff",
        version="1",
        description=f"Whether a derivative was found rightly. {limits}",
        lifespan=life,
        docs_url=None,  # these pages load their scripts from elsewhere
        redoc_url=None,
    )

    @api.post("/check", responses={status: {"model": Refusal, "description": text} for status, text in REFUSALS.items()})
    async def check(question: Question) -> Reply:
        """Check an answer."""
        return Reply.model_validate(await judges.judge(question.job()))

    @api.exception_handler(RequestValidationError)
    async def not_a_question(_: Request, error: RequestValidationError) -> Response:
        errors: list[Any] = list(error.errors())
        if errors[0]["type"] == "json_invalid":
            return refusal(400, 'The body is no JSON; for example {"problem": "x^2", "answer": "2x"}.')
        return refusal(422, complaint(errors))

    @api.exception_handler(HTTPException)
    async def not_here(_: Request, error: HTTPException) -> Response:
        return refusal(error.status_code, HINTS.get(error.status_code, REFUSALS[400]), **(error.headers or {}))

    @api.exception_handler(Busy)
    async def busy(_: Request, __: Exception) -> Response:
        return refusal(503, "Too many answers are waiting; ask again in a little while.", retry_after=str(ceil(limits.seconds)))

    @api.exception_handler(Exception)
    async def failed(_: Request, __: Exception) -> Response:
        return refusal(500, "The service failed; nothing is said of the answer.")

    return Gate(api, limits)


app = build()

"""What the service takes and gives; requests are held against these models, and the description is made of them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from symdiff.checker.finish import DEMANDS
from symdiff.checker.grading.pool import Job, job_of
from symdiff.checker.verdict import VerdictStatus, Written
from symdiff.several.matrix import Layout
from symdiff.wording.sentences import LANGUAGES

MOST_TIMES = 1000


def _one_of(what: str, names: list[str], given: str) -> str:
    if given not in names:
        raise ValueError(f"this is no {what}: it is one of {', '.join(names)}")
    return given


class Question(BaseModel):
    """An answer that is to be checked."""

    model_config = ConfigDict(
        extra="forbid", strict=True, json_schema_extra={"examples": [{"problem": "sin(x^2)", "answer": "cos(x^2)"}]}
    )

    problem: str = Field(description="What had to be differentiated: text or LaTeX; an equation asks for the slope of its curve.")
    answer: str = Field(description="What was found: an expression, f'(x) = ..., a list, a matrix.")
    wrt: str | list[str] | None = Field(None, description="The variable, or several; left out, it is found.")
    order: Annotated[int, Field(ge=1, le=MOST_TIMES)] = Field(1, description="How many times it had to be differentiated.")
    demands: list[Annotated[str, Field(json_schema_extra={"enum": [*DEMANDS]})]] = Field(
        [], description="Forms that are asked for."
    )
    tolerance: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] = Field(
        0.0, description="The relative error within which decimals are accepted."
    )
    layout: Layout | None = Field(None, description="The only layout of a Jacobian that is accepted.")
    reveal: bool = Field(False, description="Whether the right answer is told too.")
    language: str = Field("en", description="Of what is said.", json_schema_extra={"enum": [*LANGUAGES]})

    @field_validator("demands")
    @classmethod
    def _demands_exist(cls, given: list[str]) -> list[str]:
        return [_one_of("demand", [*DEMANDS], demand) for demand in given]

    @field_validator("language")
    @classmethod
    def _language_exists(cls, given: str) -> str:
        return _one_of("language", [*LANGUAGES], given)

    def job(self) -> Job:
        """What a worker is asked."""
        options = self.model_dump(include={"demands", "tolerance", "layout", "reveal", "language"})
        return job_of(0, self.problem, self.answer, self.wrt, self.order, options)


class Change(BaseModel):
    """A step in which a mistake was made."""

    before: str = Field(description="What was differentiated or rewritten.")
    after: str = Field(description="What was taken for it.")


class Mark(BaseModel):
    """The place of a mistake."""

    whose: Literal["answer", "problem"] = Field(description="What it is marked in.")
    expression: str
    part: str


class Difference(BaseModel):
    """A point that proves an answer wrong."""

    point: dict[str, str]
    right: str
    yours: str


class Reply(BaseModel):
    """What is said of an answer."""

    version: Literal[1] = 1
    status: VerdictStatus = Field(description="incorrect is proved; invalid could not be read; undecided is no judgement.")
    correct: bool
    form: Written | None
    mistake: str | None = Field(description="The class of the mistake that explains a wrong answer.")
    where: Change | None
    rule: str | None = Field(description="The true rule that applies there.")
    message: str = Field(description="What to tell the student.")
    score: Annotated[float, Field(ge=0, le=1)]
    counterexample: Difference | None
    notices: list[str] = Field(description="Conventions that the verdict hangs on, how a doubtful place was read.")
    hint: str = Field(description="A nudge that does not give the right answer away.")
    marked: Mark | None
    proved: bool = Field(description="Whether there is a proof; many points that agree are none.")
    solution: str | None = Field(description="The right answer, where it was asked for and is known.")


class Refusal(BaseModel):
    """Why a request is not answered."""

    error: str


def complaint(errors: list[Any]) -> str:
    """What is wrong with a request, in one sentence, from what pydantic says of it; nothing that was sent is repeated."""
    first = errors[0]
    names = [name for name in first["loc"][1:] if name in Question.model_fields]
    message = first["msg"].removeprefix("Value error, ")
    if first["type"] == "extra_forbidden":
        return f"A question has no other names than {', '.join(Question.model_fields)}."
    return f"{names[0]}: {message}." if names else "The body has to be a JSON object, sent as application/json."

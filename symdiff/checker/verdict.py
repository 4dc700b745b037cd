"""What is said of an answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from symdiff.checker.equality.counterexample import Counterexample
from symdiff.derivation import Step
from symdiff.forms import Form
from symdiff.wording.sentences import Sentence

if TYPE_CHECKING:
    from symdiff.checker.diagnosis.diagnosis import Diagnosis

VerdictStatus: TypeAlias = Literal["correct", "incorrect", "invalid", "undecided"]
Written: TypeAlias = Literal["simplified", "unsimplified"]

# What is left of the full score: for a right answer that is not in the form asked for, for one wrong step beside right ones,
# for a slip of the pen, and for two mistakes.
FORM_SCORE = 0.8
SLIP_SCORE = 0.7
MISTAKE_SCORE = 0.5
SEVERAL_SCORE = 0.25

SLIPS = frozenset(
    (
        "arithmetic-slip",
        "distribution-slip",
        "dropped-factor",
        "missing-parentheses",
        "sum-rule-sign",
        "wrong-coefficient",
        "wrong-constant-term",
        "wrong-sign",
    )
)
NOTHING_DONE = frozenset(("not-differentiated", "integrated-instead", "wrong-variable"))


@dataclass(frozen=True, slots=True, eq=False)
class Marked:
    """The place of a mistake.

    Attributes:
        whose: whether it is marked in what the student wrote, or in the problem.
        expression: what it is marked in.
        part: the place.
    """

    whose: Literal["answer", "problem"]
    expression: Form
    part: Form


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of an answer.

    Attributes:
        status: ``correct``, ``incorrect`` (proven), ``invalid`` (it could not be read) or ``undecided``.
        form: whether a correct answer is ``simplified`` or ``unsimplified``.
        mistake: the class of the mistake that explains a wrong answer, or ``None``.
        where: the step it was made in: what was differentiated or rewritten, and what was taken for it.
        rule: the name of the true rule that applies there.
        message: what to tell the student.
        score: from 0 to 1.
        counterexample: of a wrong answer, a point and the two values there, the right one first.
        notices: what else there is to know: conventions that the verdict hangs on, how a doubtful place was read.
        hint: of a wrong answer, a nudge that does not give the right one away.
        marked: the place of the mistake in the answer, or else in the problem, if it is not all of it.
        proved: whether there is a proof: a point where values differ, or algebra; many points that agree are none.
        solution: the right answer, where it was asked for and is known.
        said: the sentences that the message has put into words.
    """

    status: VerdictStatus
    form: Written | None = None
    mistake: str | None = None
    where: Step | None = None
    rule: str | None = None
    message: str = ""
    score: float = 0.0
    counterexample: Counterexample | None = None
    notices: tuple[str, ...] = ()
    hint: str = ""
    marked: Marked | None = None
    proved: bool = False
    solution: Form | None = None
    said: tuple[Sentence, ...] = field(default=(), repr=False)

    @property
    def correct(self) -> bool:
        """Whether the answer is right, in whatever form."""
        return self.status == "correct"

    def record(self) -> dict[str, Any]:
        """The verdict as plain values, as JSON has them."""
        from symdiff.render.plain import plain

        found: dict[str, Any] = {
            "status": self.status,
            "correct": self.correct,
            "form": self.form,
            "mistake": self.mistake,
            "where": None,
            "rule": self.rule,
            "message": self.message,
            "score": self.score,
            "counterexample": None,
            "notices": list(self.notices),
            "hint": self.hint,
            "marked": None,
            "proved": self.proved,
            "solution": None if self.solution is None else plain(self.solution),
        }
        if self.where is not None:
            found["where"] = {"before": plain(self.where.left), "after": plain(self.where.right)}
        if self.marked is not None:
            expression, part = plain(self.marked.expression), plain(self.marked.part)
            found["marked"] = {"whose": self.marked.whose, "expression": expression, "part": part}
        if self.counterexample is not None:
            point = {name: str(value) for name, value in self.counterexample.point.items()}
            found["counterexample"] = {"point": point, "right": self.counterexample.left, "yours": self.counterexample.right}
        return found

    def __str__(self) -> str:
        return self.message


def score_of(diagnosis: Diagnosis | None) -> float:
    """What a wrong answer is worth, by the mistake that explains it."""
    if diagnosis is None or diagnosis.mistake.name in NOTHING_DONE:
        return 0.0
    if diagnosis.others:
        return SEVERAL_SCORE
    return SLIP_SCORE if diagnosis.mistake.name in SLIPS else MISTAKE_SCORE

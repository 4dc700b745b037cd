"""What is found out about an answer, before it is put into words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from symdiff.checker.diagnosis.hints import hint_for
from symdiff.checker.equality.counterexample import Counterexample
from symdiff.checker.verdict import Marked, Verdict, VerdictStatus, Written
from symdiff.derivation import Step
from symdiff.wording.sentences import Sentence, Wording

FOLLOWING = ("follows", "follows from above")


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict without words.

    Attributes:
        said: what to tell the student, sentence by sentence.
        notices: what else there is to know.

    All others are those of ``Verdict``.
    """

    status: VerdictStatus
    form: Written | None = None
    mistake: str | None = None
    where: Step | None = None
    rule: str | None = None
    said: tuple[Sentence, ...] = ()
    score: float = 0.0
    counterexample: Counterexample | None = None
    notices: tuple[Sentence, ...] = ()
    marked: Marked | None = None
    proved: bool = False

    @property
    def correct(self) -> bool:
        """Whether the answer is right, in whatever form."""
        return self.status == "correct"

    @property
    def follows(self) -> bool:
        """Whether a wrong line is only wrong because one before it is."""
        return any(sentence.key in FOLLOWING for sentence in self.said)

    def told(self, wording: Wording) -> Verdict:
        """The verdict in the words of a language."""
        message = wording(*self.said)
        return Verdict(
            self.status,
            self.form,
            self.mistake,
            replace(self.where, note=message) if self.where is not None else None,
            self.rule,
            message,
            self.score,
            self.counterexample.told(wording) if self.counterexample is not None else None,
            tuple(wording(notice) for notice in self.notices),
            wording(hint_for(self.mistake)) if self.status == "incorrect" and not self.follows else "",
            self.marked,
            self.proved,
            said=self.said,
        )

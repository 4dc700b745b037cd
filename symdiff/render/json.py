"""A worked problem as versioned JSON, and back.

Expressions stand in one table, each node once, named by its place: the file is as large as the derivation, however often a
part is repeated.  Expressions that a reader of the file may want to print have their plain text and LaTeX beside them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from symdiff import forms
from symdiff.derivation import (
    Alternative,
    Intermediate,
    LocalDerivative,
    Note,
    QuotientTable,
    Simplified,
    Stage,
    Step,
    Verification,
)
from symdiff.errors import ParseError, SymdiffError
from symdiff.forms import Form, fields
from symdiff.render.latex import latex
from symdiff.render.plain import plain
from symdiff.wording.sentences import quoted, say
from symdiff.worked import WorkedProblem

VERSION = 1

# Expressions with more nodes, written out, stand in the table only; else the file would grow with the square of the depth.
LONGEST_TEXT = 300

_CLASSES: dict[str, type[Form]] = {
    name: value for name, value in vars(forms).items() if isinstance(value, type) and issubclass(value, Form)
}

Json = dict[str, Any]


def to_json(worked: WorkedProblem) -> str:
    """Everything that is known of a problem, as JSON."""
    table = _Table()
    content = _worked(worked, table)
    return json.dumps({"version": VERSION, **content, "steps": table.steps, "forms": table.forms}, ensure_ascii=False)


class _Table:
    """The expressions and steps written so far, each with its place."""

    def __init__(self) -> None:
        self.forms: list[list[Any]] = []
        self.steps: list[Json] = []
        self._form_places: dict[Form, int] = {}
        self._sizes: dict[Form, int] = {}
        self._step_places: dict[Step, int] = {}

    def form(self, root: Form) -> int:
        places = self._form_places
        stack = [root]
        while root not in places:
            form = stack[-1]
            waiting = [child for child in form.children if child not in places]
            if waiting:
                stack += waiting
                continue
            stack.pop()
            if form not in places:
                places[form] = len(self.forms)
                self._sizes[form] = 1 + sum(self._sizes[child] for child in form.children)
                self.forms.append([type(form).__name__, *(_field(value, places) for value in fields(form))])
        return places[root]

    def step(self, root: Step) -> int:
        places = self._step_places
        stack = [root]
        while root not in places:
            step = stack[-1]
            waiting = [used for used in step.uses if used not in places]
            if waiting:
                stack += waiting
                continue
            stack.pop()
            if step not in places:
                record = self._record(step)
                places[step] = len(self.steps)
                self.steps.append(record)
        return places[root]

    def _record(self, step: Step) -> Json:
        return {
            "rule": step.rule,
            "kind": step.kind,
            "before": self.printed(step.left),
            "after": self.printed(step.right),
            "uses": [self._step_places[used] for used in step.uses],
            "valid": self.form(step.valid),
            "note": step.note,
        }

    def printed(self, form: Form) -> Json:
        """A form with its texts."""
        place = self.form(form)
        if self._sizes[form] > LONGEST_TEXT:
            return {"form": place}
        return {"form": place, "text": plain(form), "latex": latex(form)}


def _field(value: Any, places: Mapping[Form, int]) -> Any:
    match value:
        case Form():
            return {"form": places[value]}
        case Fraction():
            return {"number": str(value)}
        case tuple():
            return [_field(item, places) for item in value]
    return value


def _worked(worked: WorkedProblem, table: _Table) -> Json:
    return {
        "problem": table.printed(worked.problem_form),
        "text": worked.text,
        "name": worked.name,
        "method": worked.method,
        "variables": [variable.name for variable in worked.variables],
        "result": table.printed(worked.answer),
        "valid": table.printed(worked.valid),
        "rules": list(worked.rules),
        "notes": [_note(note) for note in worked.notes],
        "verification": _verification(worked.verification),
        "alternatives": [
            {"name": other.name, **table.printed(other.form), "steps": list(map(table.step, other.steps))}
            for other in worked.alternatives
        ],
        "stages": [_stage(stage, table) for stage in worked.stages],
    }


def _note(note: Note) -> Json:
    return {"message": note.message, "start": note.start, "stop": note.stop, "other": note.other}


def _point(point: Mapping[str, Fraction]) -> Json:
    return {name: str(value) for name, value in point.items()}


def _verification(found: Verification) -> Json:
    mismatch = found.mismatch and {"point": _point(found.mismatch[0]), "values": list(found.mismatch[1:])}
    return {
        "ok": found.ok,
        "method": found.method,
        "points": [_point(point) for point in found.points],
        "bound": found.bound,
        "mismatch": mismatch,
    }


def _stage(stage: Stage, table: _Table) -> Json:
    return {
        "expression": table.printed(stage.expression),
        "variable": stage.variable.name,
        "steps": list(map(table.step, stage.steps)),
        "intermediates": [
            {
                "name": each.name.name,
                "meaning": table.printed(each.meaning),
                "whole": table.form(each.whole),
                "derivatives": [
                    {"by": local.operand.name, "slope": table.printed(local.slope), "step": table.step(local.step)}
                    for local in each.locals
                ],
            }
            for each in stage.intermediates
        ],
        "unsimplified": table.printed(stage.unsimplified),
        "simplified": {
            "result": table.form(stage.simplified.result),
            "steps": list(map(table.step, stage.simplified.steps)),
            "valid": table.form(stage.simplified.valid),
            "complete": stage.simplified.complete,
        },
        "argument": list(map(table.step, stage.argument)),
        "table": stage.table and _quotients(stage.table),
        "substituted": stage.substituted,
        "notes": list(stage.notes),
    }


def _quotients(table: QuotientTable) -> Json:
    return {"point": _point(table.point), "rows": [[str(h), quotient] for h, quotient in table.rows], "limit": table.limit}


def from_json(text: str) -> WorkedProblem:
    """The worked problem that ``to_json`` wrote.

    Raises:
        ParseError: if the text is not JSON of this version.
    """
    try:
        content = json.loads(text)
        version = content["version"]
        if version != VERSION:
            raise ParseError(say("version of JSON", version=str(version), known=VERSION))
        return _Reader(content).worked()
    except json.JSONDecodeError as error:
        raise ParseError(say("no JSON", reason=error.msg), text, error.pos) from error
    except SymdiffError:
        raise
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError) as error:
        raise ParseError(say("no derivation", reason=f"{type(error).__name__} {error}")) from error


class _Reader:
    """The tables of a file, read; the rest of it refers to them by place."""

    def __init__(self, content: Json) -> None:
        self.content = content
        self.forms: list[Form] = []
        for name, *values in content["forms"]:
            self.forms.append(_CLASSES[name](*(self._value(value) for value in values)))
        self.steps: list[Step] = []
        for record in content["steps"]:
            self.steps.append(self._step(record))

    def _value(self, value: Any) -> Any:
        match value:
            case {"form": place}:
                return self.forms[place]
            case {"number": number}:
                return Fraction(number)
            case list():
                return tuple(self._value(item) for item in value)
        return value

    def _step(self, record: Json) -> Step:
        return Step(
            record["rule"],
            record["kind"],
            self.form(record["before"]),
            self.form(record["after"]),
            tuple(self.steps[place] for place in record["uses"]),
            self.forms[record["valid"]],
            record["note"],
        )

    def form(self, printed: Json) -> Form:
        return self.forms[printed["form"]]

    def worked(self) -> WorkedProblem:
        content = self.content
        return WorkedProblem(
            self.form(content["problem"]),
            tuple(map(self._stage, content["stages"])),
            content["method"],
            self.form(content["valid"]),
            _read_verification(content["verification"]),
            tuple(
                Alternative(other["name"], self.form(other), self._steps(other["steps"])) for other in content["alternatives"]
            ),
            tuple(map(_read_note, content["notes"])),
            content["text"],
            content["name"],
        )

    def _steps(self, places: list[int]) -> tuple[Step, ...]:
        return tuple(self.steps[place] for place in places)

    def _stage(self, record: Json) -> Stage:
        simplified = record["simplified"]
        return Stage(
            self.form(record["expression"]),
            forms.Symbol(record["variable"]),
            self._steps(record["steps"]),
            tuple(map(self._intermediate, record["intermediates"])),
            self.form(record["unsimplified"]),
            Simplified(
                self.forms[simplified["result"]],
                self._steps(simplified["steps"]),
                self.forms[simplified["valid"]],
                simplified["complete"],
            ),
            self._steps(record["argument"]),
            record["table"] and _read_quotients(record["table"]),
            record["substituted"],
            tuple(record["notes"]),
        )

    def _intermediate(self, record: Json) -> Intermediate:
        return Intermediate(
            forms.Symbol(record["name"]),
            self.form(record["meaning"]),
            self.forms[record["whole"]],
            tuple(
                LocalDerivative(forms.Symbol(each["by"]), self.form(each["slope"]), self.steps[each["step"]])
                for each in record["derivatives"]
            ),
        )


def _read_point(point: Json) -> Mapping[str, Fraction]:
    return {name: Fraction(value) for name, value in point.items()}


def _read_note(record: Json) -> Note:
    return Note(quoted(record["message"]), record["start"], record["stop"], record["other"])


def _read_verification(record: Json) -> Verification:
    mismatch = record["mismatch"]
    return Verification(
        record["ok"],
        quoted(record["method"]),
        tuple(map(_read_point, record["points"])),
        record["bound"],
        mismatch and (_read_point(mismatch["point"]), *mismatch["values"]),
    )


def _read_quotients(record: Json) -> QuotientTable:
    rows = tuple((Fraction(h), quotient) for h, quotient in record["rows"])
    return QuotientTable(_read_point(record["point"]), rows, record["limit"])

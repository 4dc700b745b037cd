r"""What each kind of control sequence does to the reader of LaTeX."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from symdiff.forms import Form, Symbol
from symdiff.syntax import tokens as kinds
from symdiff.syntax.calls import APPLICABLES
from symdiff.syntax.contexts import Context
from symdiff.syntax.macros import CONTROLS, ENVIRONMENTS, PATTERNS, SIZED, UNIT_WRITTEN
from symdiff.syntax.names import GREEK_NAMES, WORDS, nearest, whole
from symdiff.syntax.tokens import Applicable, Leibniz
from symdiff.syntax.vectors import UNIT_VECTORS
from symdiff.wording.sentences import Sentence, either, say, typed

if TYPE_CHECKING:
    from symdiff.syntax.latex import LatexReader

_GROUP = re.compile(r"\s*\{([^{}]*)\}")
_OPTION = re.compile(r"\s*\[([^\[\]]*)\]")
_BRACE = re.compile(r"\s*\{")
_DELIMITER = re.compile(r"\s*(\\[A-Za-z]+|\\.|.)", re.DOTALL)
_ENVIRONMENT = re.compile(r"\s*\{\s*([A-Za-z]+)\*?\s*\}")
_COLUMNS = re.compile(r"\s*(?:\[\w\])?\s*\{[^{}]*\}")
_CASES = re.compile(r"\s*\\begin\s*\{(?:array|aligned|matrix|cases|alignedat|split|gathered)\}")
_SIMPLE_WORDS = re.compile(r"[A-Za-z\s,.;:]*")
_WORD = re.compile(r"[A-Za-z]+|,")
_AT_A_POINT = re.compile(r"\s*_")


def control(reader: LatexReader, name: str, start: int) -> None:
    """Read the control sequence that begins at a place; the reader stands behind its name."""
    if name[1:].endswith("*") and name not in CONTROLS:
        name = name[:-1]
        reader.position -= 1
    reader.word_end = reader.position if name[-1].isalpha() else -1
    unit = UNIT_WRITTEN.match(reader.text, start, reader.stop)
    if unit:
        _unit_vector(reader, unit)
    elif name in CONTROLS:
        action, value = CONTROLS[name]
        _ACTIONS[action](reader, value, name, start)
    else:
        _named(reader, name, start)


def _named(reader: LatexReader, name: str, start: int) -> None:
    """A Greek letter, a function, or a textbook's own abbreviation."""
    stop = reader.position
    if name in GREEK_NAMES:
        reader.variable(name.removeprefix("var"), start, stop)
        return
    if function := APPLICABLES.get(name) or APPLICABLES.get(name.lower()):
        reader.put(kinds.FUNCTION, function, start, stop)
        return
    for pattern, meaning in PATTERNS:
        if found := pattern.match(name):
            _abbreviation(reader, meaning, found.groupdict(), start)
            return
    known = nearest(name)
    hint = say("did you mean", known=f"\\{known}") if known else say("without private macros")
    raise reader.fail(say("unknown control sequence", name=name), start, hint)


def _abbreviation(reader: LatexReader, meaning: str, parts: dict[str, str], start: int) -> None:
    stop = reader.position
    match meaning:
        case "primed":
            reader.put(kinds.NAME, parts["name"], start, stop)
            reader.put(kinds.PRIME, len(parts["primes"]), stop, stop)
        case "of t":
            reader.put(kinds.NAME, parts["name"], start, stop)
            reader.put(kinds.OPEN, "(", start, stop)
            reader.put(kinds.NAME, "t", start, stop)
            reader.put(kinds.CLOSE, "(", start, stop)
        case "derivative":
            reader.put(kinds.DERIVATIVE, Leibniz(parts["function"], (parts["variable"],)), start, stop)
        case _:
            reader.put(kinds.NAME, "∂", start, stop)
            reader.put(kinds.NAME, parts["name"], start, stop)


def _unit_vector(reader: LatexReader, unit: re.Match[str]) -> None:
    reader.position = unit.end()
    for _ in range(unit.group().count("{")):
        while reader.text.startswith(" ", reader.position):
            reader.position += 1
        if not reader.text.startswith("}", reader.position):
            raise reader.fail(say("never closed", opened="{"), unit.start(), say("put it where it ends", closed="}"))
        reader.position += 1
    reader.operand(kinds.ATOM, Symbol(UNIT_VECTORS[unit["dotless"] or unit["letter"]]), unit.start(), reader.position)


# Actions: value is what the table of control sequences gives


def _ignored(reader: LatexReader, value: None, name: str, start: int) -> None:
    pass


def _space(reader: LatexReader, value: None, name: str, start: int) -> None:
    reader.spaced = True


def _mark(reader: LatexReader, value: tuple[str, str], name: str, start: int) -> None:
    reader.put(*value, start, reader.position)


def _operator(reader: LatexReader, value: str, name: str, start: int) -> None:
    reader.put(kinds.OPERATOR, value, start, reader.position)


def _over(reader: LatexReader, value: str, name: str, start: int) -> None:
    if reader.contexts:
        reader.contexts[-1].middle = len(reader.tokens)
    reader.put(kinds.OPERATOR, value, start, reader.position)


def _atom(reader: LatexReader, value: Form, name: str, start: int) -> None:
    reader.operand(kinds.ATOM, value, start, reader.position)


def _name(reader: LatexReader, value: str, name: str, start: int) -> None:
    reader.variable(value, start, reader.position)


def _degree(reader: LatexReader, value: None, name: str, start: int) -> None:
    reader.put(kinds.POSTFIX, "°", start, reader.position)


def _unreadable(reader: LatexReader, value: Sentence, name: str, start: int) -> None:
    raise reader.fail(say("unread control sequence", name=name), start, value)


def _construct(reader: LatexReader, value: tuple[str, int], name: str, start: int) -> None:
    reader.construct(*value, start)


def _radical(reader: LatexReader, value: None, name: str, start: int) -> None:
    r"""``\sqrt{x}``, ``\sqrt[3]{x}``"""
    if not reader.text.startswith("[", reader.position):
        reader.construct("sqrt", 1, start)
        return
    reader.open(Context("option", reader.position, len(reader.tokens)))
    reader.put(kinds.OPEN, "root", start, reader.position)
    reader.position += 1


def _root(reader: LatexReader, value: None, name: str, start: int) -> None:
    r"""``\root 3 \of {x}``"""
    reader.open(Context("of", start, len(reader.tokens)))
    reader.put(kinds.OPEN, "root", start, reader.position)


def _of(reader: LatexReader, value: None, name: str, start: int) -> None:
    if not reader.contexts or reader.contexts[-1].kind != "of":
        raise reader.fail(say("\\of without \\root"), start)
    context = reader.contexts.pop()
    reader.put(kinds.SEPARATOR, "argument", start, reader.position)
    reader.argument(Context("argument", start, context.first, "root"))


def _transparent(reader: LatexReader, value: None, name: str, start: int, kind: str = "transparent") -> None:
    if brace := reader.ahead(_BRACE):
        reader.open(Context(kind, brace.end() - 1, len(reader.tokens)))
        reader.position = brace.end()


def _skipped(reader: LatexReader, value: int, name: str, start: int) -> None:
    for _ in range(value):
        if group := reader.ahead(_GROUP):
            reader.position = group.end()


def _textual(reader: LatexReader, value: None, name: str, start: int) -> None:
    r"""``\text{if}``, ``\mathrm{d}``, ``\operatorname{arsinh}``; with mathematics inside, a group that may hold words."""
    group = reader.ahead(_GROUP)
    if group is None or not _SIMPLE_WORDS.fullmatch(group[1]):
        _transparent(reader, None, name, start, "text")
        return
    reader.position = group.end()
    found = list(_WORD.finditer(group[1]))
    for word in found:
        place = (start, group.end()) if len(found) == 1 else (group.start(1) + word.start(), group.start(1) + word.end())
        _word(reader, word.group(), *place)


def _word(reader: LatexReader, written: str, start: int, stop: int) -> None:
    if written == ",":
        reader.put(kinds.SEPARATOR, ",", start, stop)
    elif written.lower() in WORDS:
        reader.put(kinds.OPERATOR, WORDS[written.lower()], start, stop)
    else:
        match whole(written, True):
            case None:
                known = nearest(written)
                hint = say("did you mean", known=known) if known else None
                raise reader.fail(say("word not read", written=typed(written)), start, hint)
            case str() as name:
                reader.variable(name, start, stop)
            case Applicable() as function:
                reader.put(kinds.FUNCTION, function, start, stop)
            case constant:
                reader.operand(kinds.ATOM, constant, start, stop)


def _sized(reader: LatexReader, value: str, name: str, start: int) -> None:
    r"""``\left(``, ``\bigr|``: the delimiter itself; a full stop is none."""
    delimiter = reader.ahead(_DELIMITER)
    if delimiter is None:
        raise reader.fail(say("no delimiter", name=name), start)
    reader.position = delimiter.end()
    written = delimiter[1]
    key = written.removeprefix("\\")
    if written == "." or (key == "{" and reader.ahead(_CASES)):
        return
    if written == "\\|":
        raise reader.fail(say("norms"), delimiter.start(1), say("use bars"))
    if key not in SIZED:
        raise reader.fail(say("belongs before a bracket", name=name), start, say("write", example=r"\left( ... \right)"))
    kind, bracket = SIZED[key]
    if kind == kinds.BAR:
        kind = value
        if kind == kinds.CLOSE and reader.ahead(_AT_A_POINT):
            raise reader.fail(say("value at a point"), reader.position, say("type the expression itself"))
    reader.put(kind, bracket, start, reader.position)


def _begin(reader: LatexReader, value: None, name: str, start: int) -> None:
    key, written = _environment(reader, start)
    if written == "array" and (columns := reader.ahead(_COLUMNS)):
        reader.position = columns.end()
    if reader.text[max(0, start - 40) : start].rstrip().endswith("\\{"):
        key = "cases"
    reader.open(Context("environment", start, len(reader.tokens), key))
    if key:
        reader.put(kinds.OPEN, key, start, reader.position)


def _end(reader: LatexReader, value: None, name: str, start: int) -> None:
    _environment(reader, start)
    if not reader.contexts or reader.contexts[-1].kind != "environment":
        raise reader.fail(say("\\end without \\begin"), start)
    context = reader.contexts.pop()
    if context.closes:
        reader.put(kinds.CLOSE, context.closes, start, reader.position)


def _environment(reader: LatexReader, start: int) -> tuple[str, str]:
    found = reader.ahead(_ENVIRONMENT)
    written = found[1] if found else ""
    if found is None or written not in ENVIRONMENTS:
        raise reader.fail(say("unread environment", name=written), start, say("environments that are read"))
    reader.position = found.end()
    return ENVIRONMENTS[written], written


def _derivative(reader: LatexReader, value: None, name: str, start: int) -> None:
    r"""``\dd[y]{x}``, ``\dv{y}{x}``, ``\dv[2]{y}{x}``, ``\dv{x}``; without braces an upright d."""
    option = reader.ahead(_OPTION)
    if option:
        reader.position = option.end()
    first = reader.ahead(_GROUP)
    if first is None:
        reader.variable("d", start, reader.position)
        return
    reader.position = first.end()
    order = int(option[1]) if option and option[1].isdigit() and len(option[1]) < 3 else 1
    above = option if option and not option[1].isdigit() else None
    second = reader.ahead(_GROUP) if above is None and name not in {"dd", "pp"} else None
    if second:
        reader.position = second.end()
        above = first
    variable = _bare_name((second or first)[1])
    if not variable:
        hint = say("write", example=either(f"\\{name}{{y}}{{x}}", r"\frac{dy}{dx}"))
        raise reader.fail(say("names no variable", name=name), start, hint)
    function = _bare_name(above[1]) if above else ""
    reader.put(kinds.DERIVATIVE, Leibniz(function, (variable,) * order), start, reader.position)
    if above and above[1].strip() and not function:
        reader.put(kinds.OPEN, "(", above.start(1), above.start(1))
        reader.tokens.extend(reader.inner(reader.text, *above.span(1)))
        reader.put(kinds.CLOSE, "(", above.end(1), above.end(1))


def _bare_name(written: str) -> str:
    """A single letter or a Greek name, else nothing."""
    written = written.strip().removeprefix("\\")
    return written if (len(written) == 1 and written.isalpha()) or written in GREEK_NAMES else ""


_ACTIONS: dict[str, Callable[[LatexReader, Any, str, int], None]] = {
    "ignored": _ignored,
    "space": _space,
    "mark": _mark,
    "operator": _operator,
    "over": _over,
    "atom": _atom,
    "name": _name,
    "degree": _degree,
    "unreadable": _unreadable,
    "construct": _construct,
    "radical": _radical,
    "root": _root,
    "of": _of,
    "transparent": _transparent,
    "skipped": _skipped,
    "textual": _textual,
    "sized": _sized,
    "begin": _begin,
    "end": _end,
    "derivative": _derivative,
}

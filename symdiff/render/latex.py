r"""LaTeX of mathematics.

The output needs the package ``amsmath``; highlighted parts also need the macro that ``HIGHLIGHT_MACRO`` defines, which
needs ``xcolor``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from symdiff.forms import Form
from symdiff.functions import FUNCTIONS
from symdiff.notation.boxes import (
    Box,
    Cases,
    Fence,
    Fraction,
    Highlight,
    Matrix,
    Place,
    Placed,
    Radical,
    Row,
    Script,
    Space,
    Text,
    Written,
    tall,
    unmarked,
    write,
)
from symdiff.notation.names import GREEK, PREFIX
from symdiff.notation.present import present
from symdiff.render.segments import SUBSCRIPTS, SUPERSCRIPTS

HIGHLIGHT_MACRO = r"\newcommand{\symdiffmark}[2]{{\color{symdiff-#1}#2}}"

_COMMANDS = {letter: "\\" + name for name, letter in reversed(GREEK.items())} | {
    "ο": "o",
    "π": r"\pi",
    "∞": r"\infty",
    "−": "-",
    "·": r"\cdot",
    "×": r"\times",
    "∘": r"\circ",
    "⊙": r"\odot",
    "⊗": r"\otimes",
    "≠": r"\ne",
    "≤": r"\le",
    "≥": r"\ge",
    "≈": r"\approx",
    "→": r"\to",
    "⇒": r"\Rightarrow",
    "⟹": r"\implies",
    "∈": r"\in",
    "∂": r"\partial",
    "∇": r"\nabla",
    "⊤": r"\top",
    "±": r"\pm",
    "…": r"\dots",
    "⋯": r"\cdots",
    "⋮": r"\vdots",
    "⋱": r"\ddots",
    "Δ": r"\Delta",
}
_FUNCTIONS = {"σ": r"\sigma", "Γ": r"\Gamma", "ψ": r"\psi", "log": r"\log", "max": r"\max", "min": r"\min"} | {
    function.latex.removeprefix(r"\operatorname{").removesuffix("}"): function.latex
    for function in FUNCTIONS.values()
    if function.latex.startswith(r"\operatorname")
}
_OPENING = {"|": r"\lvert", "‖": r"\lVert", "⌊": r"\lfloor", "⌈": r"\lceil", "⟨": r"\langle", "{": r"\{", "": "."}
_CLOSING = {"|": r"\rvert", "‖": r"\rVert", "⌋": r"\rfloor", "⌉": r"\rceil", "⟩": r"\rangle", "}": r"\}", "": "."}
_ENVIRONMENTS = {("[", "]"): "bmatrix", ("(", ")"): "pmatrix", ("|", "|"): "vmatrix", ("", ""): "matrix"}
_ESCAPES = {c: "\\" + c for c in "&%$#_{}"} | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_PROSE = (
    {sign: f"${command}$" for sign, command in _COMMANDS.items()}
    | {chr(small): f"$^{{{chr(large)}}}$" for large, small in SUPERSCRIPTS.items() if chr(large).isascii()}
    | {chr(small): f"$_{{{chr(large)}}}$" for large, small in SUBSCRIPTS.items() if chr(large).isascii()}
    | {"′": "$'$", "″": "$''$", "⁻": "$^-$", "…": r"\dots{}", "½": r"$\frac12$", "\u202f": r"\,"}
    | {"√": r"$\surd$", "∂": r"$\partial$", "÷": r"$\div$"}
    | _ESCAPES
)
_SET_UP = re.compile("[\u00a0-\u017f–—‘’‚“”„]")  # what T1 fonts have
_NOT_PLAIN = re.compile("[" + re.escape("".join(_ESCAPES)) + "]|[^\x00-\x7f]")
_BRINGS_SPACE = frozenset({"e"} | {_FUNCTIONS.get(name, "\\" + name) for name in PREFIX})
_LETTER_AFTER_COMMAND = re.compile(r"\\[A-Za-z]+$")

_THIN_SPACE = "\0"  # a thin space, unless the next piece brings its own
_NAME_SPACE = "\1"  # TeX sets the space after a function's name (too much of it before \left)


def latex(formula: Box | Form) -> str:
    r"""A formula in LaTeX's mathematics mode.

    >>> from symdiff.forms import Symbol, call
    >>> x = Symbol("x")
    >>> print(latex(call("sin")(x**2 + 1) / (2 * x)))
    \frac{\sin(x^2 + 1)}{2x}
    """
    root = present(formula) if isinstance(formula, Form) else formula
    high = tall(root)
    return "".join(_spaced(write(root, lambda box, place: _expanded(box, place, high))))


def escaped(prose: str) -> str:
    """Prose for LaTeX's text mode, every special character taken literally, also where somebody typed it.

    >>> print(escaped("50% of x² − √y"))
    50\\% of x$^{2}$ $-$ $\\surd$y
    """
    return _NOT_PLAIN.sub(lambda found: _prose_character(found.group()), prose).replace("--", "-{}-")


def _prose_character(character: str) -> str:
    if character in _PROSE:
        return _PROSE[character]
    return character if _SET_UP.match(character) else rf"\texttt{{U+{ord(character):04X}}}"


def _spaced(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces with the space that keeps a command apart from a letter, and with the space inside products."""
    last, pending = "", False
    for piece in pieces:
        if piece == _THIN_SPACE:
            pending = True
            continue
        if piece == _NAME_SPACE:
            last = piece
            continue
        if not piece:
            continue
        if pending:
            yield " " if piece in _BRINGS_SPACE or piece.startswith(r"\left") else r"\,"
            last, pending = "", False
        after_name = last == _NAME_SPACE
        if after_name and piece.startswith(r"\left"):
            yield r"\!"
        elif (after_name and piece[0] not in "([") or (piece[0].isalpha() and _LETTER_AFTER_COMMAND.search(last)):
            yield " "
        yield piece
        last = piece


def _expanded(box: Box, place: Place, high: frozenset[int]) -> Iterable[Written]:
    match box:
        case Text(text, role):
            return (_text(text, role),)
        case Row(children):
            return children
        case Fraction(numerator, denominator):
            return _fraction(numerator, denominator, place)
        case Script(base, superscript, subscript):
            return base, *_script("_", subscript), *_script("^", superscript)
        case Radical(radicand, index):
            return r"\sqrt", *_root_index(index), "{", radicand, "}"
        case Fence(body, opening, closing):
            opened, closed = _OPENING.get(opening, opening), _CLOSING.get(closing, closing)
            if id(body) in high:
                return rf"\left{opened}", " ", body, " ", rf"\right{closed}"
            return opened, body, closed
        case Cases(branches):
            return r"\begin{cases} ", *_table(branches, high), r" \end{cases}"
        case Matrix(rows, opening, closing):
            name = _ENVIRONMENTS[opening, closing]
            return rf"\begin{{{name}}} ", *_table(rows, high), rf" \end{{{name}}}"
        case Highlight(Text(text, ("operator" | "relation") as role), reason):
            kind = "bin" if role == "operator" else "rel"
            return (rf" \math{kind}{{\symdiffmark{{{reason}}}{{{_text(text, role).strip()}}}}} ",)
        case Highlight(Text(_, "function") as name, reason):
            return rf"\mathop{{\symdiffmark{{{reason}}}{{", name, r"}}\nolimits"
        case Highlight(child, role):
            return rf"\symdiffmark{{{role}}}{{", child, "}"
        case Space(width):
            return (_THIN_SPACE if width == "thin" else r"\quad ",)


def _text(text: str, role: str) -> str:
    match role:
        case "operator" | "relation":
            return f" {_COMMANDS.get(text, text)} "
        case "words":
            return rf"\text{{{escaped(text)}}}"
        case "function":
            return _FUNCTIONS.get(text, "\\" + text)
        case "name":
            return rf"\mathrm{{{escaped(text)}}}"
        case "punctuation":
            return text + " "
        case "prime":
            return {"′": "'", "″": "''", "‴": "'''"}[text]
        case "times":
            return _THIN_SPACE if text else ""
        case "apply":
            return _NAME_SPACE
        case _:
            return _COMMANDS.get(text) or escaped(text)


_STRUTS = {Place.NUMERATOR: ("", r"\mathstrut "), Place.DENOMINATOR: (r"\mathstrut ", "")}


def _fraction(numerator: Box, denominator: Box, place: Place) -> Iterable[Written]:
    """A fraction inside of another one is written as large as that, and a strut keeps it away from the other bar."""
    over, under = Placed(numerator, Place.NUMERATOR), Placed(denominator, Place.DENOMINATOR)
    above, below = _STRUTS.get(place, ("", ""))
    command = r"\frac{" if place is Place.OPEN else r"\dfrac{"
    return command + above, *_padded(over), "}{" + below, *_padded(under), "}"


def _padded(part: Placed) -> Iterable[Written]:
    """A fraction directly under or over a bar gets space beside it, so that the outer bar is longer."""
    return (r"\;", part, r"\;") if isinstance(unmarked(part.box), Fraction) else (part,)


def _root_index(index: Box | None) -> Iterable[Written]:
    match index:
        case None:
            return ()
        case Text():
            return "[", index, "]"
        case _:
            return "[{", index, "}]"


def _script(mark: str, script: Box | None) -> Iterable[Written]:
    match script:
        case None:
            return ()
        case Text(text, "variable" | "number") if len(text) == 1 and text.isascii():
            return mark, text
        case _:
            return mark + "{", script, "}"


def _table(rows: Iterable[tuple[Box, ...]], high: frozenset[int]) -> Iterable[Written]:
    """Entries with their separators, and more space between rows where a row is high."""
    rows = tuple(rows)
    between = r" \\[2ex] " if any(id(entry) in high for entries in rows for entry in entries) else r" \\ "
    items: list[Written] = []
    for entries in rows:
        items += [between] if items else []
        for place, entry in enumerate(entries):
            items += [" & ", Placed(entry, Place.TABLE)] if place else [Placed(entry, Place.TABLE)]
    return items

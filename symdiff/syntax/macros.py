r"""The words of LaTeX: what each control sequence is for the reader.

``CONTROLS`` gives for each an action of ``latex.LatexReader`` and a value for it.  To add a control sequence, add it to
the table that it belongs to.  Those in no table are looked up, without the backslash, among the names of functions and
Greek letters (``\arcosh``), then among the ``PATTERNS`` of textbooks' abbreviations (``\fp`` is f′).
"""

from __future__ import annotations

import re
from typing import Any

from symdiff.forms import Number, Quotient, Symbol
from symdiff.syntax import tokens as kinds
from symdiff.syntax.names import CONSTANTS
from symdiff.syntax.tokens import words
from symdiff.syntax.vectors import UNIT_VECTORS
from symdiff.wording.sentences import say

_IGNORED = (
    "! / displaystyle textstyle scriptstyle scriptscriptstyle ds dsp dst limits nolimits nonumber notag noindent strut mathstrut "
    "relax allowbreak nobreak hfill rm it bf sf cal normalsize small large Large LARGE huge tiny centering boldmath primeskip par"
)
"""Sizes and styles."""

_SPACES = "; : > quad qquad enspace enskip thinspace medspace thickspace negthinspace negmedspace negthickspace thsp ,"

_TRANSPARENT = (
    "vec mathcal mathscr mathnormal boldsymbol bm pmb overrightarrow underline boxed fbox ensuremath "
    "answer vect vv smash mathop mathrel mathbin mathord mathopen mathclose cancel hbox emph arrowvec uvec vb va underbrace "
    "overbrace mathclap mathllap mathrlap"
)
"""What only changes how its argument looks."""

_SKIPPED = {
    1: "hspace hspace* vspace vspace* label tag tag* color phantom hphantom vphantom mspace textcolor colorbox footnote index",
    2: "rule",
}
"""What says nothing, by how many arguments to pass over; what is coloured stays."""

_TEXTUAL = "mathbf mathit mathsf mathtt text mbox textrm textit textbf textnormal textsf mathrm operatorname operatorname* mathup"
"""What sets its argument as a word."""

_CONSTRUCTS = {
    ("frac", 2): "frac dfrac tfrac cfrac nicefrac sfrac flatfrac ffrac bfrac xfrac",
    ("binom", 2): "binom dbinom tbinom",
    ("|", 1): "abs absval",
    ("floor", 1): "floor",
    ("ceil", 1): "ceil",
    ("(", 1): "paren parens pa brac lrp",
    ("tuple", 1): "bracket vector anglebrackets threevec twovec colvec cvec ivec",
}
"""Bracket of the parser and number of arguments."""

_OPERATORS = {
    "*": "cdot times ast bullet dotp cdotp star",
    "/": "div slash",
    "<=": "le leq leqslant",
    ">=": "ge geq geqslant",
    "!=": "ne neq",
    "<": "lt",
    ">": "gt",
    "=": "coloneqq equiv",
    "->": "mapsto longmapsto to rightarrow",
    "and": "land wedge",
    "or": "lor vee",
}

DELIMITERS = {
    "(": (kinds.OPEN, "("), ")": (kinds.CLOSE, "("), "lparen": (kinds.OPEN, "("), "rparen": (kinds.CLOSE, "("),
    "[": (kinds.OPEN, "["), "]": (kinds.CLOSE, "["), "lbrack": (kinds.OPEN, "["), "rbrack": (kinds.CLOSE, "["),
    "{": (kinds.OPEN, "{"), "}": (kinds.CLOSE, "{"), "lbrace": (kinds.OPEN, "{"), "rbrace": (kinds.CLOSE, "{"),
    "|": (kinds.BAR, "|"), "vert": (kinds.BAR, "|"), "mid": (kinds.BAR, "|"),
    "lvert": (kinds.OPEN, "|"), "rvert": (kinds.CLOSE, "|"),
    "langle": (kinds.OPEN, "<"), "rangle": (kinds.CLOSE, "<"), "llt": (kinds.OPEN, "<"), "rgt": (kinds.CLOSE, "<"),
    "la": (kinds.OPEN, "<"), "ra": (kinds.CLOSE, "<"), "⟨": (kinds.OPEN, "<"), "⟩": (kinds.CLOSE, "<"),
    "lfloor": (kinds.OPEN, "floor"), "rfloor": (kinds.CLOSE, "floor"),
    "lceil": (kinds.OPEN, "ceil"), "rceil": (kinds.CLOSE, "ceil"),
    "⌊": (kinds.OPEN, "floor"), "⌋": (kinds.CLOSE, "floor"), "⌈": (kinds.OPEN, "ceil"), "⌉": (kinds.CLOSE, "ceil"),
}  # fmt: skip
SIZED = DELIMITERS | {"<": (kinds.OPEN, "<"), ">": (kinds.CLOSE, "<")}
r"""Delimiters that stand behind ``\left`` and its kin."""

_ATOMS = {
    CONSTANTS["e"]: "e ee eu me euler exponentialE",
    CONSTANTS["pi"]: "pi varpi",
    Quotient(Number(1), Number(2)): "half onehalf",
    Quotient(Number(1), Number(3)): "third",
    Quotient(Number(1), Number(4)): "quarter",
}
_NAMES = {
    "d": "d dif diffd dee differentiald differentialD",
    "∂": "partial",
    "l": "l ell",
    "i": "i",
    "j": "j",
    **{letter: f"v{letter} vec{letter}" for letter in "rabuwxy"},
    **{letter: f"vec{letter}" for letter in "EFGTefglnv"},
}

UNIT_WRITTEN = re.compile(
    r"\\(?:vec|hat|widehat|mathbf|boldsymbol|bm|uvec|overrightarrow|textbf)(?![A-Za-z])\s*(?:\{\s*)?"
    r"(?:\\(?:hat|vec|mathbf|boldsymbol|mathrm|bf|textbf)(?![A-Za-z])\s*(?:\{\s*)?)?"
    r"(?:\\(?P<dotless>[ij])math|(?P<letter>[ijk]))(?![A-Za-z])"
)

_DERIVATIVES = "dd pp dv pdv odv diff pdiff deriv pderiv od pd derivative pdif"
r"""``\dd[y]{x}``, ``\dv{y}{x}``, ``\pdiff{f}{x}``."""

_UNREADABLE = {
    say("no integrals"): "int iint iiint oint",
    say("no indexed sums and products"): "sum prod bigcup bigcap",
    say("no limits"): "lim limsup liminf",
    say("stands for two"): "pm mp",
    say("no infinity"): "infty",
    say("type all of the expression"): "dots ldots cdots vdots",
    say("usual comparisons"): "approx sim simeq cong propto in subset notin",
    say("type one expression or equation"): "implies Rightarrow iff Leftrightarrow therefore",
    say("no accents"): "bar overline hat tilde widetilde widehat dot ddot check breve acute grave",
    say("no definitions"): "def newcommand renewcommand let",
    say("type the expression itself"): "nabla grad",
    say("norms"): "norm lVert rVert Vert |",
    say("no percent"): "%",
    say("name of a product"): "Pi",
}

PATTERNS = (
    (re.compile(r"v?(?P<name>[fFgGhyrs])(?P<primes>p{1,3})$"), "primed"),
    (re.compile(r"v(?P<name>[rsva])t$"), "of t"),
    (re.compile(r"d(?P<function>[fgyzuvwrsFxhV]?)d(?P<variable>[xtsuvyzr]|theta)$"), "derivative"),
    (re.compile(r"p(?P<name>[fxyz])$"), "partial"),
)
r"""``\fp`` and ``\vrp``, ``\vrt``, ``\ddx`` and ``\dydx``, ``\pf`` and ``\px``."""

ENVIRONMENTS = {
    **dict.fromkeys(words("cases dcases rcases numcases"), "cases"),
    **dict.fromkeys(words("matrix pmatrix bmatrix Bmatrix smallmatrix array"), "matrix"),
    **dict.fromkeys(words("align aligned equation gather gathered split math displaymath multline eqnarray flalign"), ""),
}


def _controls() -> dict[str, tuple[str, Any]]:
    table: dict[str, tuple[str, Any]] = {}

    def add(names: str, action: str, value: object = None) -> None:
        table.update(dict.fromkeys(names.split(), (action, value)))

    add(_IGNORED, "ignored")
    add(_SPACES, "space")
    table.update(dict.fromkeys((" ", "\n", "\t"), ("space", None)))
    add(_TRANSPARENT, "transparent")
    add(_TEXTUAL, "textual")
    add(_DERIVATIVES, "derivative")
    add("middle big Big bigg Bigg", "sized", kinds.BAR)
    add("left mleft bigl Bigl biggl Biggl", "sized", kinds.OPEN)
    add("right mright bigr Bigr biggr Biggr", "sized", kinds.CLOSE)
    add("begin", "begin")
    add("end", "end")
    add("sqrt", "radical")
    add("root", "root")
    add("of", "of")
    add("over", "over", "over")
    add("choose", "over", "choose")
    add("degree", "degree")
    for count, names in _SKIPPED.items():
        add(names, "skipped", count)
    for construct, names in _CONSTRUCTS.items():
        add(names, "construct", construct)
    for operator, names in _OPERATORS.items():
        add(names, "operator", operator)
    for delimiter, mark in DELIMITERS.items():
        add(delimiter, "mark", mark)
    for atom, names in _ATOMS.items():
        add(names, "atom", atom)
    for name, names in _NAMES.items():
        add(names, "name", name)
    for letter, vector in UNIT_VECTORS.items():
        add(f"vec{letter} h{letter} hat{letter} unit{letter} {letter}hat", "atom", Symbol(vector))
    for why, names in _UNREADABLE.items():
        add(names, "unreadable", why)
    return table


CONTROLS = _controls()

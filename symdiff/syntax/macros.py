r"""The words of LaTeX: what each control sequence means for reading.

A control sequence in none of the tables is looked up, without its backslash, among the names of functions and Greek
letters (``\arcosh``, ``\erf``); the private ones of textbooks are here where their meaning is plain.
"""

from __future__ import annotations

import re

from symdiff.forms import E, Form, Number, Quotient
from symdiff.syntax import tokens as kinds

IGNORED = frozenset(
    r", ; : ! > / quad qquad enspace enskip thinspace medspace thickspace negthinspace displaystyle textstyle scriptstyle "
    "scriptscriptstyle ds dsp dst limits nolimits nonumber notag noindent strut mathstrut relax allowbreak nobreak hfill rm it bf sf cal "
    "mathsurround normalsize small large Large LARGE huge tiny centering boldmath mathop mathrel mathbin mathord mathopen mathclose "
    "primeskip thsp nl par".split()
) | {" ", "\n", "\t"}
"""Spaces and sizes."""

SIZES = re.compile(r"(?:left|right|middle|[bB]igg?[lrm]?)$")
"""What stands before a delimiter; ``l`` and ``left`` open, ``r`` and ``right`` close."""

TRANSPARENT = frozenset(
    "vec mathbf mathit mathsf mathtt mathcal mathscr mathnormal boldsymbol bm pmb overrightarrow underline boxed fbox ensuremath "
    "answer vect vv mathstrut smash mathop mathrel mathbin mathord cancel textstyle hbox emph arrowvec "
    "uvec vb va underbrace overbrace mathclap mathllap mathrlap displaylimits".split()
)
"""What only changes how its argument looks."""

SKIPPED = {"hspace": 1, "hspace*": 1, "vspace": 1, "vspace*": 1, "label": 1, "tag": 1, "tag*": 1, "color": 1, "phantom": 1, "hphantom": 1,
           "vphantom": 1, "mspace": 1, "rule": 2, "textcolor": 1, "colorbox": 1, "footnote": 1, "index": 1, "raisebox": 1}  # fmt: skip
"""What says nothing, with the number of arguments to pass over."""

DIMENSIONS = re.compile(r"\\(?:hskip|vskip|kern|mkern|mskip)\s*-?\s*[\d.]+\s*(?:pt|em|ex|mu|cm|mm|in)(?![A-Za-z])")

TEXTUAL = frozenset("text mbox textrm textit textbf textnormal textsf mathrm operatorname operatorname* DeclareMathOperator rm mathup".split())
"""What sets its argument as a word."""

CONSTRUCTS = {
    **dict.fromkeys("frac dfrac tfrac cfrac nicefrac sfrac flatfrac ffrac bfrac xfrac".split(), ("frac", 2)),
    **dict.fromkeys("binom dbinom tbinom".split(), ("binom", 2)),
    "sqrt": ("sqrt", 1),
    "abs": ("|", 1),
    "absval": ("|", 1),
    "floor": ("floor", 1),
    "ceil": ("ceil", 1),
    **dict.fromkeys("paren parens pa brac lrp".split(), ("(", 1)),
    **dict.fromkeys("bracket vector anglebrackets threevec twovec colvec cvec ivec".split(), ("tuple", 1)),
}
"""Bracket of the parser, and number of arguments."""

OPERATORS = {
    **dict.fromkeys("cdot times ast bullet dotp cdotp star".split(), "*"),
    "div": "/",
    "slash": "/",
    **dict.fromkeys("le leq leqslant".split(), "<="),
    **dict.fromkeys("ge geq geqslant".split(), ">="),
    **dict.fromkeys("ne neq".split(), "!="),
    "lt": "<",
    "gt": ">",
    "coloneqq": "=",
    "equiv": "=",
    **dict.fromkeys("mapsto longmapsto to rightarrow".split(), "->"),
    **dict.fromkeys("land wedge".split(), "and"),
    **dict.fromkeys("lor vee".split(), "or"),
    "over": "over",
}

DELIMITERS = {
    "(": (kinds.OPEN, "("), ")": (kinds.CLOSE, "("), "[": (kinds.OPEN, "["), "]": (kinds.CLOSE, "["),
    "|": (kinds.BAR, "|"), "vert": (kinds.BAR, "|"), "mid": (kinds.BAR, "|"), "lvert": (kinds.OPEN, "|"), "rvert": (kinds.CLOSE, "|"),
    "{": (kinds.OPEN, "{"), "}": (kinds.CLOSE, "{"), "lbrace": (kinds.OPEN, "{"), "rbrace": (kinds.CLOSE, "{"),
    "lbrack": (kinds.OPEN, "["), "rbrack": (kinds.CLOSE, "["), "lparen": (kinds.OPEN, "("), "rparen": (kinds.CLOSE, "("),
    "langle": (kinds.OPEN, "<"), "rangle": (kinds.CLOSE, "<"), "llt": (kinds.OPEN, "<"), "rgt": (kinds.CLOSE, "<"),
    "la": (kinds.OPEN, "<"), "ra": (kinds.CLOSE, "<"), "<": (kinds.OPEN, "<"), ">": (kinds.CLOSE, "<"), "⟨": (kinds.OPEN, "<"), "⟩": (kinds.CLOSE, "<"),
    "lfloor": (kinds.OPEN, "floor"), "rfloor": (kinds.CLOSE, "floor"), "lceil": (kinds.OPEN, "ceil"), "rceil": (kinds.CLOSE, "ceil"),
    "⌊": (kinds.OPEN, "floor"), "⌋": (kinds.CLOSE, "floor"), "⌈": (kinds.OPEN, "ceil"), "⌉": (kinds.CLOSE, "ceil"),
}  # fmt: skip

ATOMS: dict[str, Form] = {
    **dict.fromkeys("e ee eu me euler exponentialE".split(), E),
    "half": Quotient(Number(1), Number(2)),
    "onehalf": Quotient(Number(1), Number(2)),
    "third": Quotient(Number(1), Number(3)),
    "quarter": Quotient(Number(1), Number(4)),
}
NAMES = {
    **dict.fromkeys("d dif diffd dee differentiald dd".split(), "d"),
    "partial": "∂",
    "l": "l",
    "ell": "l",
    "i": "i",
    "j": "j",
    **{"v" + letter: letter for letter in "rabuwxy"},
    **{"vec" + letter: letter for letter in "EFGTefglnruvwxy"},
}
UNIT_VECTORS = {"i": "î", "j": "ĵ", "k": "k̂"}
UNITS = {**{macro + x: vector for x, vector in UNIT_VECTORS.items() for macro in ("vec", "h", "hat", "uvec", "unit")}, **{x + "hat": v for x, v in UNIT_VECTORS.items()}}
UNIT_WRITTEN = re.compile(
    r"\\(?:vec|hat|widehat|mathbf|boldsymbol|bm|uvec|overrightarrow|textbf)(?![A-Za-z])\s*(?:\{\s*)?"
    r"(?:\\(?:hat|vec|mathbf|boldsymbol|mathrm|bf|textbf)(?![A-Za-z])\s*(?:\{\s*)?)?(?:\\(?P<dotless>[ij])math|(?P<letter>[ijk]))(?![A-Za-z])"
)

PRIMED = re.compile(r"(?P<vector>v?)(?P<letter>[fFgGhyrs])(?P<primes>p{1,3})$")
r"""``\fp`` is f′, ``\vrp`` is the derivative of the vector r."""

OF_T = re.compile(r"v(?P<letter>[rsva])t$")
r"""``\vrt`` is r(t)."""

TOTAL = re.compile(r"d(?P<function>[fgyzuvwrsFxhV]?)d(?P<variable>[xtsuvyzr]|theta)$")
r"""``\ddx`` and ``\dydx``."""

PARTIAL_OF = re.compile(r"p(?P<letter>[fxyz])$")
r"""``\pf`` and ``\px``: the two halves of a partial derivative."""

DERIVATIVES = frozenset("dd pp dv pdv odv diff pdiff deriv pderiv od pd fracd derivative pdif".split())
r"""``\dd[y]{x}``, ``\dv{y}{x}``, ``\pdiff{f}{x}``."""

ENVIRONMENTS = {
    **dict.fromkeys("cases dcases rcases numcases".split(), "cases"),
    **dict.fromkeys("matrix pmatrix bmatrix Bmatrix smallmatrix array".split(), "matrix"),
    **dict.fromkeys("align aligned equation gather gathered split math displaymath multline eqnarray flalign".split(), ""),
}

UNREADABLE = {
    **dict.fromkeys("int iint iiint oint".split(), "integrals are not read here"),
    **dict.fromkeys("sum prod bigcup bigcap".split(), "sums and products with an index are not read here"),
    **dict.fromkeys("lim limsup liminf".split(), "limits are not read here: type the expression itself"),
    **dict.fromkeys("pm mp".split(), "it stands for two expressions at once: type one of them"),
    "infty": "infinity is not a number that can be differentiated",
    **dict.fromkeys("dots ldots cdots vdots".split(), "type all of the expression"),
    **dict.fromkeys("approx sim simeq cong propto in subset notin".split(), "only = < > and their kin are read"),
    **dict.fromkeys("implies Rightarrow iff Leftrightarrow therefore".split(), "type one expression or equation"),
    **dict.fromkeys("bar overline hat tilde widetilde widehat dot ddot check breve acute grave".split(), "accents are not read: type another letter"),
    **dict.fromkeys("def newcommand renewcommand let".split(), "definitions of macros are not read"),
    **dict.fromkeys("nabla grad".split(), "type the expression itself"),
    **dict.fromkeys("norm lVert rVert Vert |".split(), "norms are not read here"),
    "%": "percent is not read: type /100",
}

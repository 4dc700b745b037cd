"""The factors of a product while it is multiplied out: a number, and for each base its exponent."""

from __future__ import annotations

from fractions import Fraction

from symdiff.forms import ONE, Form, Number, walk
from symdiff.matrix.workspace import Workspace, is_zero
from symdiff.terms.nodes import Apply, Array

# Numbers with more bits than this stay powers.
MOST_BITS = 256

_POSITIVE_CALLS = frozenset({"exp", "softmax", "sigmoid", "softplus", "cosh", "norm2"})
_ZERO_ONE = frozenset({"onehot", "zero-one"})
_WITH_ZEROS = _ZERO_ONE | {"diagonal"}
_ZEROS = frozenset({"relu", "step", "where", "sign", "floor", "ceil", "eye", "zeros", "diag", "stack", "commutation"})


class Powers:
    """The factors of a product while it is multiplied out: a number, and exponents of bases."""

    def __init__(self, work: Workspace) -> None:
        self.work = work
        self.coefficient = Fraction(1)
        self.exponents: dict[Form, Form] = {}

    def put(self, base: Form, exponent: Form) -> None:
        whole = isinstance(exponent, Number) and exponent.value.denominator == 1
        match base:
            case Number(value, _) if whole and self._put_number(value, exponent):
                return
            case Number(value, _) if value == 1:
                return
            case Apply("mul", operands, _) if whole:
                for operand in operands:
                    self.put(operand, exponent)
                return
            case Apply("pow", (inner, power), _) if whole or _positive(inner) or _odd(power):
                self.put(inner, self.work.mul(power, exponent))
                return
            case Apply("abs", (inner,), _) if isinstance(exponent, Number) and exponent.value % 2 == 0:
                self.put(inner, exponent)
                return
        known = self.exponents.pop(base, None)
        exponent = exponent if known is None else self.work.add(known, exponent)
        if not is_zero(exponent):
            self.exponents[base] = exponent

    def _put_number(self, value: Fraction, exponent: Form) -> bool:
        assert isinstance(exponent, Number)
        power = exponent.value.numerator
        bits = max(value.numerator.bit_length(), value.denominator.bit_length())
        if bits * abs(power) > MOST_BITS or (value == 0 and power < 0):
            return False
        self.coefficient *= value**power
        return True

    def tidy(self) -> None:
        """Use what is known of signs, steps and values 0 and 1."""
        for base in tuple(self.exponents):
            if base not in self.exponents:
                continue
            match base:
                case Apply("sin" | "sinh" as name, inside, _):
                    self._tidy_ratio(base, Apply(name.replace("sin", "cos"), inside), name.replace("sin", "tan"))
                case Apply("sign", (inner,), _):
                    self._tidy_sign(base, inner)
                case Apply("step", (inner,), _):
                    rectified = Apply("relu", (inner,))
                    if rectified in self.exponents and self._is_positive(rectified):
                        del self.exponents[base]
                    elif self._is_positive(base):
                        self.exponents[base] = ONE
                case Array(_, _, assumptions) if assumptions & _ZERO_ONE and self._is_positive(base):
                    self.exponents[base] = ONE
                case Apply("add", (Number(value, _), Apply("exp", _, _) as raised), _) | Apply(
                    "add", (Apply("exp", _, _) as raised, Number(value, _)), _
                ):
                    if value == 1:
                        self._tidy_logistic(base, raised)
                case Apply("abs", (inner,), _) if self._at(inner, 1) and self._at(base, -1):
                    del self.exponents[base], self.exponents[inner]
                    self.put(self.work.build("sign", (inner,)), ONE)

    def _at(self, base: Form, value: int) -> bool:
        exponent = self.exponents.get(base)
        return isinstance(exponent, Number) and exponent.value == value

    def _is_positive(self, base: Form) -> bool:
        exponent = self.exponents[base]
        return isinstance(exponent, Number) and exponent.value > 0

    def _tidy_ratio(self, above: Form, below: Form, name: str) -> None:
        """sin(a)/cos(a) = tan(a)."""
        first, second = self.exponents[above], self.exponents.get(below)
        if isinstance(first, Number) and isinstance(second, Number) and first.value == -second.value > 0:
            del self.exponents[above], self.exponents[below]
            self.put(self.work.build(name, above.children), first)

    def _tidy_logistic(self, base: Form, raised: Form) -> None:
        """exp(a)/(1 + exp(a)) is the sigmoid of a."""
        below, above = self.exponents[base], self.exponents.get(raised)
        if isinstance(below, Number) and isinstance(above, Number) and above.value == -below.value > 0:
            del self.exponents[base], self.exponents[raised]
            self.put(self.work.build("sigmoid", raised.children), above)

    def _tidy_sign(self, base: Form, inner: Form) -> None:
        exponent = self.exponents[base]
        if not isinstance(exponent, Number) or exponent.value.denominator != 1:
            return
        if exponent.value % 2 == 0:
            if not _often_zero(inner):
                del self.exponents[base]
            return
        size = self.work.build("abs", (inner,))
        del self.exponents[base]
        if self._at(inner, 1):
            del self.exponents[inner]
            self.put(size, ONE)
        elif size in self.exponents and self._is_positive(size):
            self.put(size, Number(-1))
            self.put(inner, ONE)
        else:
            self.exponents[base] = ONE


def _often_zero(root: Form) -> bool:
    """Whether a term may be 0 at more than exceptional points, so that the square of its sign is not always 1."""
    return any(
        bool(form.assumptions & _WITH_ZEROS) if isinstance(form, Array) else isinstance(form, Apply) and form.operation in _ZEROS
        for form in walk(root)
    )


def _positive(form: Form) -> bool:
    match form:
        case Number(value, _):
            return value > 0
        case Array(_, _, assumptions):
            return "positive" in assumptions
        case Apply(name, _, _):
            return name in _POSITIVE_CALLS
    return False


def _odd(power: Form) -> bool:
    """Whether a base to this power determines the base, sign and all."""
    return isinstance(power, Number) and (
        power.value.denominator % 2 == 0 or (power.value.denominator == 1 and power.value.numerator == -1)
    )

"""Where a result holds: the conditions that an expression needs, tidied up, and put in a sentence."""

from symdiff.domain.natural import natural_domain
from symdiff.domain.tidying import tidy_condition, where
from symdiff.domain.wording import sentence

__all__ = ["natural_domain", "sentence", "tidy_condition", "where"]

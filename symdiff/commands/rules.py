"""``symdiff rules``: every rule with its statement."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable

from symdiff.commands.output import add_output_arguments, emit
from symdiff.derivation import Rule
from symdiff.errors import SymdiffError
from symdiff.exits import DONE
from symdiff.wording.sentences import say

HELP = "list every rule with its statement"


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("name", nargs="*", help="only rules whose name has these words")
    parser.add_argument("--why", action="store_true", help="also why each is true")
    add_output_arguments(parser)


def run(arguments: Namespace) -> int:
    """List the rules.

    Raises:
        SymdiffError: if no rule has such a name.
    """
    from symdiff.rules.rewrites import REWRITES
    from symdiff.views.blocks import Heading, RuleList
    from symdiff.views.statements import RULES, statement, with_mathematics

    def listed(rules: Iterable[Rule]) -> RuleList:
        return RuleList(
            tuple((rule.name, statement(rule), with_mathematics(rule.why) if arguments.why else ()) for rule in rules)
        )

    words = [word.lower() for word in arguments.name]
    parts = [
        (title, [rule for rule in rules if all(word in rule.name for word in words)])
        for title, rules in (("Rules of differentiation", RULES), ("Simplifications", REWRITES))
    ]
    if not any(rules for _, rules in parts):
        raise SymdiffError(say("no such rule", given=" ".join(arguments.name)))
    document = tuple(block for title, rules in parts if rules for block in (Heading(title), listed(rules)))
    emit(arguments, document, lambda: _json(rule for _, rules in parts for rule in rules))
    return DONE


def _json(rules: Iterable[Rule]) -> str:
    from symdiff.render.plain import plain

    records = [
        {
            "name": rule.name,
            "kind": rule.kind,
            "before": plain(rule.before),
            "after": plain(rule.after),
            "valid": plain(rule.valid),
            "why": rule.why,
        }
        for rule in rules
    ]
    return json.dumps({"version": 1, "rules": records}, ensure_ascii=False)

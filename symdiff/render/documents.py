"""The output formats of a whole solution; to add one, write its module and name it here."""

from __future__ import annotations

from symdiff.render.html import to_html
from symdiff.render.json import from_json, to_json
from symdiff.render.latex_document import to_latex
from symdiff.render.markdown import to_markdown
from symdiff.render.terminal import to_text

__all__ = ["from_json", "to_html", "to_json", "to_latex", "to_markdown", "to_text"]

"""The ways to show a result, the same for everything that symdiff works out."""

from __future__ import annotations

from abc import abstractmethod

from symdiff.errors import SymdiffError
from symdiff.render import documents
from symdiff.views.blocks import Document
from symdiff.views.solution import DETAILS, Detail
from symdiff.wording.sentences import say


class Shown:
    """Something that can be shown as a document; a subclass says of which blocks it is made, and what its JSON is."""

    @abstractmethod
    def _document(self, detail: Detail) -> Document:
        """The solution as blocks."""

    @abstractmethod
    def to_json(self) -> str:
        """Everything that is known, in versioned JSON."""

    def document(self, detail: Detail = "standard") -> Document:
        """The solution as blocks that every output format prints.

        Raises:
            SymdiffError: if there is no such detail.
        """
        if detail not in DETAILS:
            raise SymdiffError(say("no such detail", given=repr(detail), known=", ".join(DETAILS)))
        return self._document(detail)

    def to_text(self, detail: Detail = "standard") -> str:
        """The solution as plain text with two-dimensional formulas; ``detail`` is brief, standard or full."""
        return documents.to_text(self.document(detail))

    def to_latex(self, document: bool = False, detail: Detail = "standard") -> str:
        """The solution in LaTeX: a fragment for a document with ``amsmath`` and ``xcolor``, or a whole document."""
        return documents.to_latex(self.document(detail), document_class=document)

    def to_markdown(self, detail: Detail = "standard") -> str:
        """The solution in Markdown with its formulas in LaTeX between dollar signs."""
        return documents.to_markdown(self.document(detail))

    def to_html(self, document: bool = False, detail: Detail = "standard") -> str:
        """The solution in HTML with its formulas in MathML: a fragment, or a whole page."""
        return documents.to_html(self.document(detail), page=document)

    def __str__(self) -> str:
        return self.to_text()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {
            "text/plain": self.to_text(),
            "text/html": self.to_html(),
            "text/markdown": self.to_markdown(),
            "text/latex": self.to_latex(),
        }

"""The worked examples are what symdiff writes today, and their LaTeX compiles."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.worked_examples import FOLDER, Example, examples, index, latex, markdown

BY_NAME = pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)


@BY_NAME
def test_the_files_are_current(example: Example) -> None:
    for suffix, content in (("md", markdown(example)), ("tex", latex(example))):
        written = (FOLDER / f"{example.name}.{suffix}").read_text(encoding="utf-8")
        assert written == content, "python -m tests.worked_examples writes them anew"


def test_the_index_is_current_and_no_file_is_left_over() -> None:
    assert (FOLDER / "README.md").read_text(encoding="utf-8") == index()
    names = {example.name for example in examples()}
    assert {path.stem for path in FOLDER.iterdir() if path.suffix in (".md", ".tex")} == {*names, "README"}


@pytest.mark.skipif(
    shutil.which("pdflatex") is None and not os.environ.get("CI"),
    reason="pdflatex is not installed (Debian: texlive-latex-base texlive-latex-recommended texlive-pictures lmodern)",
)
@BY_NAME
def test_the_latex_compiles_without_overfull_lines(example: Example, tmp_path: Path) -> None:
    source = tmp_path / "example.tex"
    source.write_text(latex(example), encoding="utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", source.name]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, errors="replace", check=False)
    assert done.returncode == 0, done.stdout[-2000:]
    overfull = [line for line in done.stdout.splitlines() if line.startswith("Overfull \\hbox")]
    assert not overfull

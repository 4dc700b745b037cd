"""What a remark is labelled with, in every format."""

from __future__ import annotations

LABELS = {
    "note": "Note",
    "domain": "Valid",
    "check": "Checked",
    "warning": "Warning",
    "alternative": "Also",
    "value": "Value",
    "shape": "Shape",
}

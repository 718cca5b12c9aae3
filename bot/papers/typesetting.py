"""Papers set as PDF by a layout beside them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst


def typeset_pdf(layout: Path, name: str, data: Mapping[str, Any]) -> bytes:
    """The layout's PDF; it reads `data` as JSON from the input called `name`."""
    # Words of people go in as JSON beside the layout, never into it: "#eval(…)" in a name is only a name.
    words = {name: json.dumps(data, ensure_ascii=False)}
    drawn = typst.compile(layout, format="pdf", sys_inputs=words, ignore_system_fonts=True)
    if not isinstance(drawn, bytes):
        raise TypeError("one PDF is one file")
    return drawn

"""Typesetting by typst: a template beside this file, the data as JSON, no file of ours in between."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import typst

from knowledge.base import Base

HERE = Path(__file__).parent


def typeset(template: str, data: dict[str, Any], base: Base, kind: Literal["pdf", "png"] = "pdf") -> list[bytes]:
    """Set `template` (a name beside this file) with `data`; a PDF/UA-1 as one item, or a PNG per page.

    Only typst's own fonts are used, and the date is that of the edition, so the same content gives the same bytes on
    every machine. Raises RuntimeError where the template does not compile.
    """
    year, month = (int(part) for part in base.version.partition("-")[0].split("."))
    options: dict[str, Any] = {
        "root": str(HERE),
        "ignore_system_fonts": True,
        "sys_inputs": {"data": json.dumps(data, ensure_ascii=False)},
        "timestamp": int(datetime(year, month, 1, tzinfo=UTC).timestamp()),
    }
    if kind == "pdf":
        made = typst.compile(str(HERE / template), format="pdf", pdf_standards=["ua-1"], **options)
    else:
        made = typst.compile(str(HERE / template), format="png", ppi=144, **options)
    return list(made) if isinstance(made, list) else [bytes(made)]

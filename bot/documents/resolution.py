"""The outline of a council's resolution: its structure only, marked as a draft for a lawyer, as a Word document."""

from __future__ import annotations

import io

from knowledge.base import Base
from knowledge.schema import Action


def outline(base: Base, action: Action) -> bytes:
    """A DOCX for an action that usually ends with a resolution. Raises ValueError for other actions."""
    if not action.council:
        raise ValueError(f"{action.id} does not end with a resolution")
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    def text(key: str, **values: str) -> str:
        return base.text(f"document.resolution.{key}", **values)

    def lines(key: str) -> tuple[str, ...]:
        found = base.texts[f"document.resolution.{key}"]
        return (found,) if isinstance(found, str) else tuple(found)

    made = Document()
    made.core_properties.title = text("number")
    made.sections[0].page_width, made.sections[0].page_height = Mm(210), Mm(297)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "pl-PL")
    made.styles["Normal"].element.get_or_add_rPr().append(language)
    made.add_paragraph().add_run(text("warning")).bold = True
    for number, key in enumerate(("number", "council", "date")):
        paragraph = made.add_heading(text(key), 0) if number == 0 else made.add_paragraph(text(key))
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    made.add_paragraph(text("subject", id=action.id, name=action.name)).alignment = WD_ALIGN_PARAGRAPH.CENTER
    made.add_paragraph(text("basis", places=places(base, action)))
    for line in lines("paragraphs"):
        made.add_paragraph(line)
    made.add_heading(text("attachment"), 1)
    made.add_heading(text("reasons"), 1)
    for line in lines("reasons.body"):
        made.add_paragraph(line)
    made.add_heading(text("steps"), 1)
    for step in action.steps:
        made.add_paragraph(step, style="List Bullet")
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def places(base: Base, action: Action) -> str:
    """The provisions that the knowledge base names for an action, with the acts they stand in."""
    named = [f"{base.sources[s.source].title} ({s.place})" for s in action.legal if s.source and s.place]
    return "; ".join(dict.fromkeys(named))

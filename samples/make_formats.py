"""Make the binary and HTML samples from the plain-text ones.

    pip install markdown-it-py python-docx fpdf2
    python samples/make_formats.py

writes manual.html, contract.docx and annual-report.pdf next to this file.
All dates are fixed, so the same package versions give the same bytes.
"""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from html import escape
from itertools import pairwise
from pathlib import Path

from docx import Document
from docx.document import Document as DocxDocument
from fpdf import FPDF
from fpdf.enums import Align
from markdown_it import MarkdownIt
from markdown_it.token import Token

HERE = Path(__file__).resolve().parent
MADE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} | Docs &amp; downloads</title>
<link rel="canonical" href="https://docs.example.com/siltback/2.3/manual.html">
<style>
body {{ font: 16px/1.5 sans-serif; margin: 0; }}
nav, main, footer {{ max-width: 50rem; margin: auto; padding: 0 1rem; }}
pre {{ background: #f4f4f0; overflow-x: auto; padding: .75rem; }}
td, th {{ border-bottom: 1px solid #ccc; padding: .25rem .5rem; text-align: left; }}
</style>
<script>
document.addEventListener("keydown", function (event) {{
  if (event.key === "/" && !event.ctrlKey) {{ document.getElementById("q").focus(); }}
}});
</script>
</head>
<body>
<nav aria-label="Contents">
<form action="/search"><input id="q" name="q" placeholder="Search the docs"></form>
<ul>
{nav}
</ul>
</nav>
<main>
{body}</main>
<footer>
<p>&copy; 2025 The Siltback project &middot; Manual for version&nbsp;2.3.1 &middot;
<a href="https://git.example.com/siltback/issues">Report an error</a></p>
</footer>
</body>
</html>
"""


def plain(inline: Token) -> str:
    """Return the text of an inline token without markup."""
    return "".join(child.content for child in inline.children or [])


def slug(heading: str) -> str:
    """Return the anchor of a heading, formed as on the usual hosting sites."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def headings(tokens: Sequence[Token]) -> Iterator[tuple[Token, str]]:
    """Yield each opening heading token with the heading's text."""
    for token, inline in pairwise(tokens):
        if token.type == "heading_open":
            yield token, plain(inline)


def make_html(source: Path, target: Path) -> None:
    """Render a Markdown file as a complete web page."""
    markdown = MarkdownIt("commonmark").enable("table")
    tokens = markdown.parse(source.read_text(encoding="utf-8"))
    title, nav = source.stem, []
    for token, text in headings(tokens):
        token.attrSet("id", slug(text))
        if token.tag == "h1":
            title = text
        elif token.tag == "h2":
            nav.append(f'<li><a href="#{slug(text)}">{escape(text)}</a></li>')
    body = markdown.renderer.render(tokens, markdown.options, {})
    page = PAGE.format(title=escape(title), nav="\n".join(nav), body=body)
    target.write_text(page, encoding="utf-8", newline="\n")


def add_table(document: DocxDocument, lines: Sequence[str]) -> None:
    """Add a Word table made from lines aligned under a rule of dashes."""
    spans = [match.span() for match in re.finditer("-+", lines[1])]
    starts = [start for start, _ in spans]
    ends: list[int | None] = [*starts[1:], None]
    table = document.add_table(rows=0, cols=len(spans), style="Table Grid")
    for line in (lines[0], *lines[2:]):
        for cell, start, end in zip(table.add_row().cells, starts, ends, strict=True):
            cell.text = line[start:end].strip()
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True


def freeze_zip(data: bytes) -> bytes:
    """Return the same archive with fixed times on its members."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, date_time=MADE.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()


def make_docx(source: Path, target: Path) -> None:
    """Write a contract as a Word document with headings and tables."""
    document = Document()
    text = source.read_text(encoding="utf-8").strip()
    title, *blocks = (block.split("\n") for block in re.split(r"\n{2,}", text))
    document.add_heading(title[0], level=0)
    for line in title[1:]:
        document.add_paragraph(line, style="Subtitle")
    for lines in blocks:
        if len(lines) > 2 and re.fullmatch("[- ]+", lines[1]):
            add_table(document, lines)
            continue
        for line in lines:
            if line == line.upper():
                clause = re.match(r"\d+\. ", line)
                document.add_heading(line, level=2 if clause else 1)
            else:
                document.add_paragraph(line)
    core = document.core_properties
    core.title, core.author, core.comments = title[0].title(), "", ""
    core.created = core.modified = MADE.replace(tzinfo=None)
    buffer = io.BytesIO()
    document.save(buffer)
    target.write_bytes(freeze_zip(buffer.getvalue()))


def western(text: str) -> str:
    """Drop the accents that the built-in PDF fonts (cp1252) cannot show."""
    return "".join(
        char
        if char.encode("cp1252", "ignore")
        else unicodedata.normalize("NFKD", char).encode("ascii", "ignore").decode()
        for char in text
    )


class Report(FPDF):
    """An A4 report with a running title and page numbers."""

    def __init__(self, title: str) -> None:
        """Start a document with fixed metadata and built-in fonts."""
        super().__init__(format="A4")
        self.core_fonts_encoding = "cp1252"
        self.running_title = title
        self.set_title(title)
        self.set_producer("fpdf2")
        self.set_creation_date(MADE)
        self.set_margin(22)
        self.set_auto_page_break(True, margin=22)

    def footer(self) -> None:
        """Print the running title and the page number."""
        self.set_y(-15)
        self.set_font("Helvetica", size=8)
        self.cell(self.epw / 2, 5, self.running_title)
        self.cell(self.epw / 2, 5, f"Page {self.page_no()}", align=Align.R)

    def text_block(self, text: str, size: float, style: str = "", gap: float = 2) -> None:
        """Print a wrapped paragraph; ** and __ mark bold and italics."""
        self.set_font("Helvetica", style=style, size=size)
        self.multi_cell(0, size * 0.5, text, align=Align.L, markdown=True, new_x="LMARGIN", new_y="NEXT")
        self.ln(gap)

    def heading(self, text: str, level: int) -> None:
        """Print a heading, kept on one page with the lines after it."""
        if self.will_page_break(40):
            self.add_page()
        self.ln(4 - level)
        self.text_block(text, 20 - 3 * level, style="B")

    def row(self, cells: Sequence[str], size: float = 8.5) -> None:
        """Print one table row, the first column wide and the others to the right."""
        wide = 0.4 if len(cells) > 2 else 0.75
        narrow = self.epw * (1 - wide) / (len(cells) - 1)
        bold = any("**" in cell for cell in cells)
        self.set_font("Helvetica", style="B" if bold else "", size=size)
        for index, cell in enumerate(cells):
            text = cell.replace("**", "").replace("__", "")
            self.cell(narrow if index else self.epw * wide, 5, text, align="R" if index else "L")
        self.ln(5)


def marked(inline: Token) -> str:
    """Return an inline token's text in the markup of text_block()."""
    marks = {"strong_open": "**", "strong_close": "**", "em_open": "__", "em_close": "__"}
    text = "".join(marks.get(child.type, child.content) for child in inline.children or [])
    return western(text)


def make_pdf(source: Path, target: Path) -> None:
    """Print a Markdown report (headings, paragraphs, tables) as a PDF."""
    tokens = MarkdownIt("commonmark").enable("table").parse(source.read_text(encoding="utf-8"))
    pdf = Report(next(western(text) for _, text in headings(tokens)))
    pdf.add_page()
    cells: list[str] = []
    for token, inline in pairwise(tokens):
        match token.type:
            case "heading_open":
                pdf.heading(marked(inline), int(token.tag[1]))
            case "paragraph_open":
                pdf.text_block(marked(inline), 10)
            case "table_open":
                rows = sum(1 for other in tokens if within(other, token))
                if pdf.will_page_break(5 * rows):
                    pdf.add_page()
            case "th_open" | "td_open":
                bold = "**" if token.type == "th_open" else ""
                cells.append(f"{bold}{marked(inline)}{bold}")
            case "tr_close":
                pdf.row(cells)
                cells.clear()
            case "table_close":
                pdf.ln(3)
    pdf.output(str(target))


def within(row: Token, table: Token) -> bool:
    """Tell whether a token opens a row of a table."""
    if row.type != "tr_open" or not row.map or not table.map:
        return False
    return table.map[0] <= row.map[0] < table.map[1]


def main() -> None:
    """Make every format."""
    make_html(HERE / "manual.md", HERE / "manual.html")
    make_docx(HERE / "contract.txt", HERE / "contract.docx")
    make_pdf(HERE / "annual-report.md", HERE / "annual-report.pdf")


if __name__ == "__main__":
    main()

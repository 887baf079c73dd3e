"""PDF and DOCX are read with their structure; broken, locked and bloated files are refused in one line."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from compressor.errors import InputError, MissingExtraError
from compressor.text.loading import load


def pdf(*pages: str, password: str | None = None) -> bytes:
    """Write a few lines of text, or nothing, on each page."""
    writer = PdfWriter()
    name = NameObject
    font = DictionaryObject(
        {name("/Type"): name("/Font"), name("/Subtype"): name("/Type1"), name("/BaseFont"): name("/Helvetica")}
    )
    for text in pages:
        page = writer.add_blank_page(600, 800)
        if text:
            stream = DecodedStreamObject()
            shown = " T* ".join(f"({line}) Tj" for line in text.split("\n"))
            stream.set_data(f"BT /F1 12 Tf 14 TL 72 700 Td {shown} ET".encode("latin-1"))
            page[name("/Contents")] = writer._add_object(stream)
            page[name("/Resources")] = DictionaryObject({name("/Font"): DictionaryObject({name("/F1"): font})})
    if password is not None:
        writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word() -> bytes:
    document = docx.Document()
    document.add_heading("Harbour report", 0)
    document.add_heading("Traffic", 1)
    document.add_paragraph("Ships came\tand went.")
    document.add_paragraph("")
    document.add_paragraph("One berth", style="List Bullet")
    document.add_paragraph("Two cranes", style="List Number")
    document.add_paragraph("Figures follow.")
    table = document.add_table(0, 3)
    for texts in [("Year", "In|out", ""), ("1897", "3", "4")]:
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    table.rows[0].cells[1].merge(table.rows[0].cells[2])
    document.add_heading("End", 2)
    document.add_paragraph("Last item", style="List Bullet")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture
def save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, bytes], str]:
    monkeypatch.chdir(tmp_path)

    def write(name: str, data: bytes) -> str:
        Path(name).write_bytes(data)
        return name

    return write


Save = Callable[[str, bytes], str]


def test_reads_the_pages_of_a_pdf(save: Save) -> None:
    path = save("report.pdf", pdf("The harbour opened in 1897.", "", "It closed in 1954."))
    assert load([path])[0].text == "The harbour opened in 1897.\n\nIt closed in 1954."


def test_drops_running_lines_and_joins_sentences_across_pages(save: Save) -> None:
    pages = [
        "Harbour report, page 1\nThe pier is long.\nIts sheds hold timber,\n1",
        "Harbour report, page 2\ngrain and coal.\n12 34 56\n2",
        "Harbour report, page 3\nShips came.\n3",
        "Ships went.\n4",
    ]
    text = "The pier is long.\nIts sheds hold timber,\ngrain and coal.\n12 34 56\n\nShips came.\n\nShips went."
    assert load([save("report.pdf", pdf(*pages))])[0].text == text


def test_keeps_rows_of_numbers_at_the_edges_of_pages(save: Save) -> None:
    pages = [f"Table {name}\n{row} 34 56" for row, name in enumerate("abcd")]
    assert load([save("report.pdf", pdf(*pages))])[0].text == "\n\n".join(pages)


def test_knows_a_pdf_by_its_content(save: Save, monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf("Harbour")
    assert load([save("download.txt", data)])[0].text == "Harbour"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert load(["-"])[0].text == "Harbour"


def test_reads_a_pdf_that_opens_without_a_password(save: Save) -> None:
    assert load([save("report.pdf", pdf("Harbour", password=""))])[0].text == "Harbour"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (pdf("Harbour", password="secret"), "'bad.pdf' is encrypted: expected a PDF without a password"),
        (pdf("", ""), "'bad.pdf' has no text layer: it holds images only; run OCR on it first"),
        (pdf("Harbour")[:300], "'bad.pdf' is not a readable PDF"),
        (b"%PDF-1.7\n", "'bad.pdf' is not a readable PDF"),
        (b"", "'bad.pdf' is not a readable PDF"),
        (b"plain text", "'bad.pdf' is not a readable PDF"),
    ],
    ids=["encrypted", "scanned", "cut off", "no body", "empty", "text"],
)
def test_refuses_a_pdf_it_cannot_read(save: Save, data: bytes, message: str) -> None:
    with pytest.raises(InputError) as error:
        load([save("bad.pdf", data)])
    assert str(error.value).startswith(message)
    assert "\n" not in str(error.value)


def test_reads_a_docx_in_document_order(save: Save, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = (
        "# Harbour report\n\n# Traffic\n\nShips came\tand went.\n\n- One berth\n- Two cranes\n\nFigures follow.\n\n"
        "| Year | In\\|out |\n| 1897 | 3 | 4 |\n\n## End\n\n- Last item"
    )
    data = word()
    assert load([save("report.docx", data)])[0].text == expected
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert load(["-"])[0].text == expected


def archive(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in members.items():
            target.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "'bad.docx' is not a DOCX file: expected Office Open XML"),
        (b"\xd0\xcf\x11\xe0 an old Word file", "'bad.docx' is not a DOCX file"),
        (word()[:2000], "'bad.docx' is not a DOCX file"),
        (archive(readme=b"hello"), "'bad.docx' is not a readable DOCX"),
        (archive(zeros=bytes(20_000_000)), "'bad.docx' unpacks from 19,"),
    ],
    ids=["empty", "old", "cut off", "other archive", "bomb"],
)
def test_refuses_a_docx_it_cannot_read(save: Save, data: bytes, message: str) -> None:
    with pytest.raises(InputError) as error:
        load([save("bad.docx", data)])
    assert str(error.value).startswith(message)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(("module", "suffix", "kind"), [("pypdf", "pdf", "PDF"), ("docx", "docx", "DOCX")])
def test_names_the_extra_that_is_missing(
    save: Save, monkeypatch: pytest.MonkeyPatch, module: str, suffix: str, kind: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError) as error:
        load([save(f"report.{suffix}", b"anything")])
    assert str(error.value) == f"Reading {kind} files needs the extra 'docs': pip install 'entity-compressor[docs]'"


def test_passes_over_broken_files_in_folders_when_told_to(save: Save) -> None:
    save("a.txt", b"Harbour")
    save("b.pdf", pdf(""))
    skipped: list[str] = []
    assert [document.source for document in load(["."], on_skip=skipped.append)] == ["a.txt"]
    assert skipped == ["'b.pdf' has no text layer: it holds images only; run OCR on it first"]

"""What `view` reads, and what it says of the rest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from compressor import CompressorOptions, Document, RecordStore, compress, extract
from compressor.codec import encode
from compressor.errors import InputError, StoreError
from compressor.records import CompressionResult
from compressor.text.loading import load
from compressor.view import Gap, Piece, Shown, read, render

FERRY = "The ferry Ærø 🛶 sank off Marstal in 1931. Nobody saw it.\n\nIts owners were paid 40,000 kroner by the town."


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ferry.txt").write_text(FERRY, encoding="utf-8")


def written(*models: CompressionResult | object, name: str = "in.json") -> str:
    Path(name).write_bytes(b"".join(encode(model) for model in models))  # type: ignore[arg-type]
    return name


def only(path: str) -> Shown:
    view = read(path)
    render(view, "every span is checked here")
    (shown,) = view.documents
    return shown


def test_a_record_is_shown_over_its_source() -> None:
    shown = only(written(extract(load(["ferry.txt"])[0])))
    assert (shown.pieces, shown.gaps, shown.note, shown.kept) == ((Piece(0, FERRY),), (), None, None)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda: Path("ferry.txt").unlink(), "not where it was"),
        (lambda: Path("ferry.txt").write_text("Another text."), "has changed since"),
        (lambda: Path("ferry.txt").write_bytes(b"\0\1\2\xff"), "cannot be read"),
    ],
)
def test_without_the_source_the_quoted_words_are_shown_and_the_gaps_between(change: object, reason: str) -> None:
    path = written(extract(load(["ferry.txt"])[0]))
    change()  # type: ignore[operator]
    shown = only(path)
    assert shown.note
    assert reason in shown.note
    assert all(FERRY[piece.start : piece.end] == piece.text for piece in shown.pieces)
    assert sum(len(p.text) for p in shown.pieces) + sum(g.end - g.start for g in shown.gaps) == len(FERRY)


def test_a_store_is_shown_with_its_own_texts() -> None:
    document = Document(text=FERRY, source="gone.txt")
    with RecordStore.create("records.db") as store:
        store.add(document, extract(document), [(0, len(FERRY))], "")
    shown = only("records.db")
    assert (shown.source, shown.pieces, shown.record) == ("gone.txt", (Piece(0, FERRY),), extract(document))


def test_a_result_is_shown_over_its_source() -> None:
    (document,) = load(["ferry.txt"])
    result = compress(document, budget=15, query="Where did the ferry sink?")
    view = read(written(result))
    assert view.facts[0] == ("Question", "Where did the ferry sink?")
    assert view.documents[0].pieces == (Piece(0, FERRY),)
    assert view.documents[0].kept == result.units
    render(view, "checked")


def test_without_the_source_a_result_shows_what_was_kept_and_how_much_was_not() -> None:
    (document,) = load(["ferry.txt"])
    result = compress(document, budget=15, query="Where did the ferry sink?")
    path = written(result)
    Path("ferry.txt").unlink()
    shown = only(path)
    assert shown.note == "The source is not where it was. Shown is what was kept, with the size of what was not."
    assert shown.gaps == tuple(Gap(gap.start, gap.end, gap.sentences) for gap in result.dropped)
    assert {piece.text for piece in shown.pieces} == {unit.quote for unit in result.units} | {"\n"}
    assert shown.characters == len(FERRY)


def test_a_result_without_records_is_shown_over_its_source_too() -> None:
    result = compress(load(["ferry.txt"])[0], budget=15, options=CompressorOptions(records=False))
    shown = only(written(result))
    assert (shown.pieces, shown.kept, shown.note) == ((Piece(0, FERRY),), result.units, None)


def test_standard_input_is_no_file_to_read_again() -> None:
    shown = only(written(extract(Document(text=FERRY, source="-"))))
    assert shown.note
    assert "not where it was" in shown.note


def test_records_of_several_documents_come_in_order() -> None:
    records = [extract(Document(text=f"{name} sank off Marstal.", source=name)) for name in ("Ærø", "Als")]
    assert [shown.source for shown in read(written(*records)).documents] == ["Ærø", "Als"]


def test_a_record_that_was_tampered_with_is_refused() -> None:
    record = json.loads(encode(extract(load(["ferry.txt"])[0])))
    mention = record["entities"][0]["mentions"][0]
    mention.update(start=0, end=len(mention["quote"]))
    Path("in.json").write_text(json.dumps(record))
    with pytest.raises(InputError, match="where its text has other words"):
        render(read("in.json"), "Title")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "'in' is empty: expected a record store, or the JSON of"),
        (b"The ferry sank.", "'in' is not JSON"),
        (b'{"entities": [', "'in' is not JSON"),
        (b"\xff\xfe\0", "'in' is not JSON"),
        (b"[]", "'in' is JSON of another kind"),
        (b'{"a": 1}', "'in' is JSON of another kind"),
        (b'{"entities": []}', "not a valid DocumentRecord: at "),
        (b'{"units": []}', "not a valid CompressionResult: at "),
        (b'{"kind": "context", "text": ""}\n{"kind": "gap"}', "'in' has rows or parts, one a line"),
        (b'{"units": []}\n{"units": []}', "'in' has several results or a mixture"),
        (b'{"entities": []}\n{"units": []}', "'in' has several results or a mixture"),
        (b"SQLite format 3\0 and no more", "'?in'? is "),
    ],
)
def test_what_cannot_be_shown_is_said_in_one_line(content: bytes, message: str) -> None:
    Path("in").write_bytes(content)
    with pytest.raises((InputError, StoreError), match=message) as raised:
        read("in")
    assert "\n" not in str(raised.value)


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(InputError, match=r"cannot read 'none.json' \(No such file or directory\): expected"):
        read("none.json")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"sources": [], "units": [], "dropped": [], "records": []}, "'in.json' names no sources"),
        (
            {"records": [], "sources": [{"name": None, "sha256": "0" * 64, "characters": 10**30}]},
            "64-bit",
        ),
    ],
)
def test_a_result_that_makes_no_sense_is_refused(change: dict[str, object], message: str) -> None:
    result = json.loads(encode(compress(load(["ferry.txt"])[0], budget=15)))
    Path("in.json").write_text(json.dumps({**result, **change}))
    with pytest.raises(InputError, match=message):
        render(read("in.json"), "Title")

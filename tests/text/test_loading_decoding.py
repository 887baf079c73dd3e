"""Every encoding is decoded exactly, or refused with the offset and the mend."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compressor.errors import InputError, OptionError
from compressor.text.decoding import check_text, decode, is_binary

SENTENCE = "Ærøskøbing lies 3 km from “Marstal” – 漢字, שלום and 🚢 included.\n"
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\ufeff"), min_size=1)


@given(texts, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_reads_unicode_with_its_mark(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    if encoding.startswith("utf-8") and is_binary(data):  # hardly anything but control characters
        return
    assert decode(data, "a.txt") == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_recognises_utf_16_without_a_mark(encoding: str) -> None:
    text = "The harbour opened in 1897.\n漢字 too."
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize("order", ["le", "be"])
@pytest.mark.parametrize("width", [16, 32])
def test_drops_the_mark_of_a_charset_given(width: int, order: str) -> None:
    charset = f"utf-{width}-{order}"
    assert decode(("\ufeff" + SENTENCE).encode(charset), "a.txt", charset) == SENTENCE


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-8"])
def test_refuses_text_with_nuls(encoding: str) -> None:
    with pytest.raises(InputError, match=r"is binary \(a NUL at offset 8195\)"):
        decode(("word " * 1639 + "\0").encode(encoding), "a.txt", encoding)


def test_points_at_utf_16_for_text_it_cannot_recognise() -> None:
    with pytest.raises(InputError, match=r"add --charset utf-16-le"):
        decode("漢字漢字漢字漢字漢字漢字\n".encode("utf-16-le"), "a.txt")


def test_normalises_line_ends() -> None:
    assert decode(b"a\r\nb\rc\n\r\nd\r\r", "a.txt") == "a\nb\nc\n\nd\n\n"


@pytest.mark.parametrize(
    ("data", "found", "mend"),
    [
        (b"na\xefve", "byte 0xEF at offset 2", "--charset cp1252"),
        (b"abc\x81", "byte 0x81 at offset 3", "--charset latin-1"),
        ("é".encode()[:1], "byte 0xC3 at offset 0", "--charset cp1252"),
        (b"\xed\xa0\x80", "byte 0xED at offset 0", "--charset cp1252"),
    ],
)
def test_says_where_utf_8_is_broken(data: bytes, found: str, mend: str) -> None:
    with pytest.raises(InputError) as error:
        decode(data, "a.txt")
    assert str(error.value) == f"'a.txt' is not valid UTF-8 ({found}): name its encoding, e.g. {mend}"


def test_says_where_the_charset_given_is_wrong() -> None:
    with pytest.raises(InputError, match=r"not valid ASCII \(byte 0xC3 at offset 1\): .*leave --charset out"):
        decode("aé".encode(), "a.txt", "ascii")


@pytest.mark.parametrize("charset", ["klingon", "base64", "rot13", "", "utf-8\0", "undefined"])
def test_refuses_unknown_charsets(charset: str) -> None:
    with pytest.raises(OptionError) as error:
        decode(b"text", "a.txt", charset)
    assert str(error.value).startswith(f"unknown charset {charset!r}: expected a text encoding, e.g. utf-8")


@given(st.binary())
def test_decodes_or_refuses_any_bytes(data: bytes) -> None:
    try:
        text = decode(data, "a.txt")
    except InputError as error:
        message = str(error)
        assert message.startswith("'a.txt' is ")
        assert "\n" not in message
    else:
        assert "\r" not in text
        assert check_text(text) is text


@pytest.mark.parametrize(
    ("data", "binary"),
    [
        (b"", False),
        (b"plain", False),
        ("漢字".encode(), False),
        ("text".encode("utf-16"), False),
        (b"\x1b[31mred\x1b[0m", False),
        (b"_\bu_\bn_\bd", False),
        (b"\0", True),
        (b"\x1f\x8b\x08\x1c\x03\x04\x05\x06", True),
    ],
)
def test_tells_binary_data(data: bytes, binary: bool) -> None:
    assert is_binary(data) is binary


def test_returns_good_text_itself() -> None:
    assert check_text(SENTENCE) is SENTENCE


@pytest.mark.parametrize(("source", "name"), [(None, "the text"), ("a.txt", "'a.txt'"), ("-", "standard input")])
def test_names_a_lone_surrogate(source: str | None, name: str) -> None:
    with pytest.raises(InputError) as error:
        check_text("ab\ud83dc", source)
    assert str(error.value).startswith(f"{name} has the lone surrogate U+D83D at offset 2: expected Unicode text; ")

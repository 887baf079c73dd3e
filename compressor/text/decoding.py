"""Turn bytes into text, or say exactly why they are none.

Line ends CRLF and CR become LF and a byte order mark is dropped, so offsets refer to the decoded,
newline-normalised text.
"""

from __future__ import annotations

import codecs

from compressor.errors import InputError, OptionError

STDIN = "-"

SAMPLE = 8192  # bytes that show what a file is
_MARKS = (  # the UTF-32 marks first: the little-endian one begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Control characters that no text has; ESC and backspace are left out because logs and man pages have them.
_CONTROLS = bytes({*range(1, 8), *range(14, 27), *range(28, 32)})
_MOST_CONTROLS = 0.1


def decode(data: bytes, source: str, charset: str | None = None) -> str:
    """Decode a document, in `charset` or else in UTF-8, or UTF-16 or UTF-32 where the bytes show it.

    Raises InputError for bytes that are not text in that encoding, OptionError for an unknown charset.
    """
    if charset is None and is_binary(data):
        raise _binary(data.find(b"\0"), source)
    encoding = _detect(data) if charset is None else charset
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(error, source, charset) from None
    except (LookupError, ValueError):  # ValueError: a name with a NUL, or a codec that only encodes
        raise OptionError(
            f"unknown charset {charset!r}: expected a text encoding, e.g. utf-8, utf-16-le, cp1252 or latin-1"
        ) from None
    if "\0" in text:
        raise _binary(text.index("\0"), source)
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def is_binary(data: bytes) -> bool:
    """Return whether the beginning of a file shows that it is not text."""
    if has_mark(data):
        return False
    sample = data[:SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls > _MOST_CONTROLS * len(sample) or (b"\0" in sample and _detect(sample) == "utf-8")


def has_mark(data: bytes) -> bool:
    """Return whether a byte order mark settles the encoding."""
    return data.startswith((codecs.BOM_UTF8, *(mark for mark, _ in _MARKS)))


def check_text(text: str, source: str | None = None) -> str:
    """Return the text unchanged, or raise InputError for a lone surrogate, which no encoding can write."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InputError(
            f"{name_of(source)} has the lone surrogate U+{ord(text[error.start]):04X} at offset {error.start}: "
            "expected Unicode text; replace such characters with text.encode('utf-8', 'replace').decode()"
        ) from None
    return text


def name_of(source: str | None) -> str:
    """Name a source in an error message."""
    if source is None:
        return "the text"
    return "standard input" if source == STDIN else repr(source)


def _detect(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    # ASCII characters in UTF-16 have every other byte zero; text in UTF-8 has no zero at all.
    sample = data[: min(SAMPLE, len(data) // 2 * 2)]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 5 and not even:
        return "utf-16-le"
    if even > len(sample) // 5 and not odd:
        return "utf-16-be"
    return "utf-8"


def _binary(offset: int, source: str) -> InputError:
    evidence = "control characters" if offset < 0 else f"a NUL at offset {offset}"
    return InputError(
        f"{name_of(source)} is binary ({evidence}): expected text, HTML, PDF or DOCX; "
        "if it is text in UTF-16, add --charset utf-16-le"
    )


def _undecodable(error: UnicodeDecodeError, source: str, charset: str | None) -> InputError:
    byte = error.object[error.start]
    found = f"{name_of(source)} is not valid {error.encoding.upper()} (byte 0x{byte:02X} at offset {error.start})"
    if charset is not None:
        return InputError(f"{found}: name its real encoding, or leave --charset out to have it detected")
    return InputError(f"{found}: name its encoding, e.g. --charset {_single_byte_charset(error.object)}")


def _single_byte_charset(data: bytes) -> str:
    """Return the commoner single-byte encoding if the bytes are valid in it, else the one that takes all bytes."""
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return "latin-1"
    return "cp1252"

"""Put a view into the template, closed to everything that is not its own."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

import orjson

from compressor.errors import InputError
from compressor.view.data import document, summaries
from compressor.view.shown import View

STYLES = ("colours.css", "page.css", "lists.css", "panes.css", "text.css")
# One script in the page: each file may use what stands in those before it.
SCRIPTS = ("dom.js", "list.js", "segments.js", "text.js", "entities.js", "records.js", "documents.js", "main.js")
# Inside a script element, these could end it or begin a comment; U+2028 and U+2029 end a line in older JavaScript.
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_ESCAPED = str.maketrans(_ESCAPES)


def render(view: View, title: str) -> bytes:
    """Return the page, in UTF-8; the same view gives the same bytes."""
    style = "\n".join(map(_read, STYLES))
    script = "\n".join(['(() => {\n"use strict";', *map(_read, SCRIPTS), "})();\n"])
    index = {"facts": view.facts, "documents": summaries(view.documents)}
    # Each document is an element of its own, so that the page parses only the one it shows.
    data = [_data("index", index), *(_data(f"document-{i}", document(d)) for i, d in enumerate(view.documents))]
    page = Template(_read("page.html")).substitute(
        policy=escape(_policy(script, style)), title=escape(title), style=style, script=script, data="\n".join(data)
    )
    return page.encode()


def _read(name: str) -> str:
    return files(__package__).joinpath("template", name).read_text(encoding="utf-8")


def _policy(script: str, style: str) -> str:
    """Return a policy that runs this script and this style alone, loads nothing and parses no text as HTML."""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src '{_hash(script)}'",
            f"style-src '{_hash(style)}'",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        ]
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _data(name: str, value: Any) -> str:
    try:
        text = orjson.dumps(value).decode().translate(_ESCAPED)
    except orjson.JSONEncodeError as error:
        raise InputError(f"the input has a number that fits no text ({error}): make it again") from None
    return f'<script type="application/json" id="{name}">{text}</script>'

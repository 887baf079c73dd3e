"""Find the texts in messages as OpenAI (chat completions, responses) and Anthropic take them, and put others there."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from compressor.errors import InputError

Kind = Literal["tool", "talk", "fixed"]
Path = tuple[str | int, ...]

CACHE_MARK = "cache_control"
_KINDS: dict[str, Kind] = {
    "system": "fixed",
    "developer": "fixed",
    "user": "talk",
    "assistant": "talk",
    "tool": "tool",
    "function": "tool",
}
_TEXT_PARTS = ("text", "input_text", "output_text")
_RESULT_ITEMS = ("function_call_output", "custom_tool_call_output")
_CITING = ("annotations", "citations")  # say which characters of the text they belong to
_READ = (  # keys of strings that models read
    *("text", "content", "output", "arguments", "input", "refusal"),
    *("thinking", "reasoning", "reasoning_content", "title", "context"),
)
_INSTEAD_OF_CONTENT = ("tool_calls", "function_call", "refusal", "audio")


class Piece(NamedTuple):
    """A text that the model reads."""

    message: int
    path: Path  # keys that lead from the message to the text; empty where it cannot be replaced
    text: str
    kind: Kind
    is_marked: bool  # whether it ends a cached prefix

    @property
    def may_change(self) -> bool:
        """Return whether it is a text that can be replaced, and of a role that allows it."""
        return bool(self.path) and self.kind != "fixed"


def pieces(messages: Sequence[Any]) -> list[Piece]:
    """Return every text of the messages, in order; raises InputError for a message that has no known shape."""
    if isinstance(messages, str | bytes | Mapping) or not isinstance(messages, Sequence):
        raise InputError(f"messages are a {type(messages).__name__}; expected a list of dicts")
    return [piece for number, message in enumerate(messages) for piece in _pieces(number, message)]


def replaced(node: Any, path: Path, text: str) -> Any:
    """Return a copy with another text at the end of a path; what the path does not lead through is shared."""
    if not path:
        return text
    copy: Any = list(node) if isinstance(node, Sequence) else dict(node)
    copy[path[0]] = replaced(node[path[0]], path[1:], text)
    return copy


def is_text(part: Any) -> bool:
    """Return whether a part of a content is a text that may be changed."""
    is_one = isinstance(part, Mapping) and part.get("type") in _TEXT_PARTS and isinstance(part.get("text"), str)
    return is_one and not any(part.get(key) for key in (*_CITING, CACHE_MARK))


def _pieces(number: int, message: Any) -> Iterator[Piece]:
    where = f"message {number}"
    if not isinstance(message, Mapping):
        mend = "; turn it into one, e.g. with model_dump()" if hasattr(message, "model_dump") else ""
        raise InputError(f"{where} is a {type(message).__name__}; expected a dict{mend}")
    is_marked = bool(message.get(CACHE_MARK))
    if "role" not in message and isinstance(message.get("type"), str):  # an item of the responses API
        found = _item(where, message)
    else:
        found = _message(where, message)
    for path, text, kind, marked in found:
        yield Piece(number, path, text, kind, marked or is_marked)
    if is_marked:
        yield Piece(number, (), "", "fixed", is_marked)


_Found = tuple[Path, str, Kind, bool]


def _message(where: str, message: Mapping[str, Any]) -> Iterator[_Found]:
    role, content = message.get("role"), message.get("content")
    if not isinstance(role, str) or role not in _KINDS:
        raise InputError(f"{where} has the role {role!r}; expected {', '.join(_KINDS)}")
    if role == "tool":
        _check_id(where, message, "tool_call_id")
    if content is None:
        if role != "assistant" or not any(message.get(key) for key in _INSTEAD_OF_CONTENT):
            raise InputError(f"{where} ({role}) has no content; expected a str or a list of parts")
    else:
        yield from _content(where, content, ("content",), _KINDS[role])
    for text in _read({key: value for key, value in message.items() if key != "content"}):
        yield (), text, "fixed", False


def _item(where: str, item: Mapping[str, Any]) -> Iterator[_Found]:
    if item["type"] in _RESULT_ITEMS:
        _check_id(where, item, "call_id")
        yield from _content(where, item.get("output"), ("output",), "tool")
    elif item["type"] in (*_TEXT_PARTS, "tool_result"):
        raise InputError(
            f"{where} has the type {item['type']!r} of a part and no role; put it into a message's content"
        )
    else:
        for text in _read(item):
            yield (), text, "fixed", False


def _content(where: str, content: Any, path: Path, kind: Kind) -> Iterator[_Found]:
    if isinstance(content, str):
        yield path, content, kind, False
    elif isinstance(content, Sequence) and not isinstance(content, bytes):
        for number, part in enumerate(content):
            yield from _part(f"part {number} of {where}", part, (*path, number), kind)
    else:
        raise InputError(f"{path[-1]} of {where} is a {type(content).__name__}; expected a str or a list of parts")


def _part(where: str, part: Any, path: Path, kind: Kind) -> Iterator[_Found]:
    if not isinstance(part, Mapping) or not isinstance(part.get("type"), str):
        raise InputError(f"{where} is {_shown(part)}; expected a dict with a 'type', e.g. {{'type': 'text', ...}}")
    is_marked = bool(part.get(CACHE_MARK))
    if part["type"] in _TEXT_PARTS:
        if not isinstance(part.get("text"), str):
            raise InputError(
                f"{where} is a text part whose text is a {type(part.get('text')).__name__}; expected a str"
            )
        yield (*path, "text") if is_text(part) or is_marked else (), part["text"], kind, is_marked
    elif part["type"] == "tool_result":
        _check_id(where, part, "tool_use_id")
        if part.get("content") is not None:
            for inner, text, kept, marked in _content(where, part["content"], (*path, "content"), "tool"):
                yield inner, text, kept, marked or is_marked
    else:
        for text in _read(part):
            yield (), text, "fixed", is_marked
    if is_marked:
        yield (), "", "fixed", is_marked


def _read(value: Any, key: str = "") -> Iterator[str]:
    """Yield the strings a model reads of a block that stays as it is: no ids, names, addresses or encoded data."""
    if isinstance(value, str):
        if key in _READ:
            yield value
    elif isinstance(value, Mapping):
        if value.get("type") == "text" and isinstance(value.get("data"), str):  # the source of a document
            yield value["data"]
        for name, inner in value.items():
            if name == "input" and not isinstance(inner, str):  # of a tool call: any object
                yield json.dumps(inner, ensure_ascii=False, default=str)
            else:
                yield from _read(inner, name)
    elif isinstance(value, Sequence) and not isinstance(value, bytes):
        for inner in value:
            yield from _read(inner, key)


def _check_id(where: str, holder: Mapping[str, Any], key: str) -> None:
    if not isinstance(holder.get(key), str) or not holder[key]:
        raise InputError(f"{where} is a tool result whose {key} is {holder.get(key)!r}; expected the id of its call")


def _shown(part: Any) -> str:
    kind = f"a {type(part).__name__}"
    return f"{kind} without a 'type'" if isinstance(part, Mapping) else kind

"""An MCP server: an agent compresses texts, files and stores, queries records, and asks for what was left out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import wraps
from inspect import getdoc
from pathlib import Path
from typing import Annotated, Any, ParamSpec, cast

import orjson
from pydantic import Field, ValidationError

from compressor import __version__
from compressor.errors import CompressorError, InputError
from compressor.expansion import expand
from compressor.integrations.folders import AllowedFolders
from compressor.integrations.memory import ResultMemory
from compressor.integrations.requirements import required
from compressor.narrowing import narrow
from compressor.options import CompressorOptions
from compressor.pipeline import Compressor
from compressor.records import CompressionResult, Document, Gap, Row, Unit
from compressor.store import RecordStore
from compressor.store.filters import Filters, FilterSet
from compressor.text.loading import load

with required("mcp", "2.3", extra="mcp"):
    from mcp.server.mcpserver import Context, MCPServer
    from mcp.server.mcpserver.exceptions import ToolError
    from mcp_types import CallToolResult, InputRequiredResult, TextContent, ToolAnnotations

INSTRUCTIONS = (
    "Reads long documents for you: `compress` gives the part of a text or file that answers a question, within a "
    "budget of tokens, `context` the same of all documents in a record store, and `expand` what they left out. "
    "`query` finds entities, properties, facts and opinions in a store. Every word is the documents' own."
)
LARGEST = 20_000  # tokens of a context; clients cut answers off at about 25,000
PAGE = 20_000  # characters of an answer of `expand`
LISTED = 20  # gaps that an answer lists, the longest

_UNSHOWN = frozenset({"document", "id", "entity"})

P = ParamSpec("P")
_READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)

Text = Annotated[str | None, Field(description="The text itself; or give `path`.")]
Path_ = Annotated[str | None, Field(description="A file in an allowed folder: text, Markdown, HTML, PDF or DOCX.")]
Budget = Annotated[int, Field(ge=1, le=LARGEST, description="Most tokens of the answer.")]
Query = Annotated[str | None, Field(description="The question to answer; leave out for the gist.")]
Question = Annotated[str, Field(description="The question to answer.")]
ResultName = Annotated[str, Field(description="Name of the result, e.g. 'r1'.")]
PartName = Annotated[str, Field(description="What to give back: a gap ('g1') or a unit ('u1').")]
Store = Annotated[str, Field(description="A record store (.db) in an allowed folder.")]
Limit = Annotated[int, Field(ge=1, le=200, description="Most rows of the answer.")]
Cursor = Annotated[int, Field(ge=0, description="Where to go on: `next_cursor` of the answer before.")]


class Tools:
    """The tools of one server; each answers with text, and with figures beside it."""

    def __init__(self, folders: AllowedFolders) -> None:
        self._folders = folders
        self._memory = ResultMemory()
        self._compressor = Compressor(CompressorOptions(records=False))

    def compress(
        self, text: Text = None, path: Path_ = None, query: Query = None, budget: Budget = 2000
    ) -> CallToolResult:
        """Give the part of a long text or file that matters most for a question, within a budget of tokens.

        The answer is made of the document's own sentences, in order. Where something was left out there is a blank
        line, and `expand` can fetch it.
        """
        return self._compressed([self._document(text, path)], query, budget)

    def context(self, store: Store, query: Question, budget: Budget = 2000) -> CallToolResult:
        """Give the part of all documents in a record store that answers a question, within a budget of tokens."""
        with RecordStore.open(self._folders.file(store)) as opened:
            documents = narrow(opened, query, budget=budget)
        return self._compressed(documents, query, budget)

    def expand(self, result: ResultName, id: PartName, cursor: Cursor = 0) -> CallToolResult:
        """Give back the original text of what `compress` left out (a gap) or kept (a unit)."""
        kept = self._memory.get(result)
        span = expand(kept.result, id, kept.documents)
        page = span.quote[cursor : cursor + PAGE]
        if not page:
            raise InputError(f"cursor {cursor} is past the end: {id} has {len(span.quote)} characters")
        after = cursor + len(page)
        figures = {
            "start": span.start + cursor,
            "end": span.start + after,
            "next_cursor": after if after < len(span.quote) else None,
        }
        return _answer([page], figures)

    def query(
        self, store: Store, filters: Filters | None = None, limit: Limit = 50, cursor: Cursor = 0
    ) -> CallToolResult:
        """Find what the documents in a record store say: a JSON object a line for each entity, property, fact or
        opinion that passes all filters, with the words that state it.
        """
        with RecordStore.open(self._folders.file(store)) as opened:
            page = opened.find(limit=limit, offset=cursor, **_given(filters))
        after = cursor + len(page.rows)
        figures = {
            "rows": len(page.rows),
            "total": page.total,
            "more_than_total": page.more,
            "next_cursor": after if page.rows and (page.more or after < page.total) else None,
        }
        return _answer(["\n".join(map(_line, page.rows)) or "nothing passes the filters"], figures)

    def _compressed(self, documents: Sequence[Document], query: str | None, budget: int) -> CallToolResult:
        result = self._compressor.compress(documents, budget=budget, query=query)
        name = self._memory.keep(result, documents)
        figures = {
            "result": name,
            "tokens": result.tokens,
            "tokens_before": result.report.before.tokens,
            "gaps": len(result.dropped),
            "notes": list(result.report.notes),
        }
        return _answer([result.text, *_left_out(name, result)], figures)

    def _document(self, text: str | None, path: str | None) -> Document:
        if (text is None) == (path is None):
            raise InputError("expected one of `text` and `path`")
        if text is not None:
            return Document(text=text)
        (document,) = load([str(self._folders.file(path or ""))])
        return document


class Server(MCPServer[Any]):
    """A server that says in one line what is wrong with the arguments of a call."""

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        for tool in await self.list_tools():
            if tool.name == name:
                _check_names(arguments, tool.input_schema["properties"])
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            if isinstance(error.__cause__, ValidationError):
                raise ToolError(_wrong(error.__cause__)) from error
            raise


def server(folders: Sequence[str | Path] = ()) -> Server:
    """Return a server whose tools may read files below these folders, and no others."""
    tools = Tools(AllowedFolders(folders))
    made = Server("entity-compressor", version=__version__, instructions=INSTRUCTIONS, log_level="WARNING")
    for tool in (tools.compress, tools.expand, tools.query, tools.context):
        made.tool(description=getdoc(tool), annotations=_READS)(_saying_why(tool))
    return made


def _saying_why(tool: Callable[P, CallToolResult]) -> Callable[P, CallToolResult]:
    """Hand the errors that this package raises on purpose to the model, which can mend its call."""

    @wraps(tool)
    def answered(*args: P.args, **kwargs: P.kwargs) -> CallToolResult:
        try:
            return tool(*args, **kwargs)
        except CompressorError as error:
            raise ToolError(str(error)) from error

    return answered


def _check_names(arguments: Iterable[str], known: Collection[str]) -> None:
    """Refuse an argument that the protocol's library would pass over."""
    unknown = next((name for name in arguments if name not in known), None)
    if unknown is not None:
        raise ToolError(f"argument {unknown}: there is none of that name; expected one of {', '.join(known)}")


def _wrong(error: ValidationError) -> str:
    first = error.errors()[0]
    return f"argument {'.'.join(map(str, first['loc']))}: {first['msg'].removeprefix('Value error, ')}"


def _answer(texts: Sequence[str], figures: dict[str, Any]) -> CallToolResult:
    return CallToolResult(content=[TextContent(text=text) for text in texts], structured_content=figures)


def _given(filters: Filters | None) -> FilterSet:
    return cast(FilterSet, filters.model_dump(exclude_none=True) if filters else {})


def _line(row: Row) -> str:
    """Return a statement as JSON, without the columns that are empty or mean nothing to a reader."""
    shown = {name: value for name, value in row if not (value is None or value is False or name in _UNSHOWN)}
    return orjson.dumps(shown).decode()


def _left_out(name: str, result: CompressionResult) -> list[str]:
    """Say which gaps can be fetched back: the longest, in the order of the documents."""
    longest = sorted(result.dropped, key=lambda gap: gap.start - gap.end)[:LISTED]
    if not longest:
        return []
    listed = ", ".join(_described(gap, result.units) for gap in sorted(longest, key=_place))
    shorter = len(result.dropped) - len(longest)
    more = f" and {shorter} shorter ones" if shorter else ""
    return [f"Left out: {listed}{more}. To read one: expand(result={name!r}, id=...)."]


def _described(gap: Gap, units: Sequence[Unit]) -> str:
    before = bisect_right(units, _place(gap), key=_place)
    place = f"after {units[before - 1].id}" if before else "at the start"
    return f"{gap.id} ({place}, {gap.sentences} sentences)"


def _place(part: Unit | Gap) -> tuple[int, int]:
    return part.document, part.start

"""Agents use the tools through the official client, in process and over standard input and output."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
import orjson
import pytest
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp_types import CallToolResult

from compressor.errors import InputError, OptionError
from compressor.ingestion import ingest
from compressor.integrations.folders import AllowedFolders
from compressor.integrations.mcp import LISTED, PAGE, server
from compressor.integrations.memory import CHARACTERS, ResultMemory
from compressor.pipeline import Compressor, compress
from compressor.records import Document
from compressor.store import RecordStore
from compressor.text.tokens import tokenizer

SAMPLES = Path(__file__).parents[2] / "samples"
QUESTION = "What became of Kendall's second watch after the mutiny on the Bounty?"
LONG = "\n\n".join(f"Ship {n} carried {n * 7} barrels to port {n}. It sailed at dawn." for n in range(2000))


def texts(answer: CallToolResult) -> list[str]:
    return [part.text for part in answer.content if part.type == "text"]


def figures(answer: CallToolResult) -> dict[str, Any]:
    assert answer.structured_content is not None, answer
    return answer.structured_content


def session(work: Callable[[Client], Awaitable[None]], *folders: str | Path) -> None:
    async def run() -> None:
        async with Client(server(folders)) as client:
            await work(client)

    anyio.run(run)


def call(name: str, /, *folders: str | Path, **arguments: Any) -> CallToolResult:
    answers = list[CallToolResult]()

    async def work(client: Client) -> None:
        answers.append(await client.call_tool(name, arguments))

    session(work, *folders)
    return answers[0]


def stdio_session(work: Callable[[Client], Awaitable[None]], folder: Path) -> None:
    """Work with a server in a process of its own, as agents do."""

    async def run() -> None:
        command = StdioServerParameters(
            command=sys.executable, args=["-m", "compressor", "mcp", "--allow", str(folder)], cwd=str(SAMPLES.parent)
        )
        async with Client(stdio_client(command)) as client:
            await work(client)

    anyio.run(run)


def test_an_agent_over_stdio_lists_compresses_and_expands() -> None:
    async def work(client: Client) -> None:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(tools) == {"compress", "expand", "query", "context"}
        assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools.values())
        answer = await client.call_tool("compress", {"path": "encyclopedia.txt", "query": QUESTION, "budget": 150})
        assert "Pitcairn" in texts(answer)[0]
        more = await client.call_tool("expand", {"result": figures(answer)["result"], "id": "g2"})
        original = (SAMPLES / "encyclopedia.txt").read_text(encoding="utf-8")
        assert texts(more) == [original[figures(more)["start"] : figures(more)["end"]]]
        assert texts(more)[0] not in texts(answer)[0]

    stdio_session(work, SAMPLES)


def test_an_agent_over_stdio_asks_a_store(store: Path) -> None:
    async def work(client: Client) -> None:
        asked = {"store": store.name, "filters": {"kind": "fact", "entity": "Jens Holm", "confidence": 0.1}}
        found = await client.call_tool("query", asked)
        assert orjson.loads(texts(found)[0])["quote"] == "Jens Holm built it for £4,500."
        assert figures(found) == {"rows": 1, "total": 1, "more_than_total": False, "next_cursor": None}
        question = {"store": store.name, "query": "To whom was the ketch sold?", "budget": 14}
        context = await client.call_tool("context", question)
        assert texts(context)[0] == "The ketch Ida was sold to Norway in 1950."
        gap = await client.call_tool("expand", {"result": figures(context)["result"], "id": "g1"})
        assert texts(gap) == ["Its hull was sound."]

    stdio_session(work, store.parent)


def test_bad_calls_over_stdio_say_in_one_line_why_and_the_session_goes_on(store: Path) -> None:
    bad = [
        ("query", {"filters": {"after": "soon"}}, "argument filters: filter after = 'soon': no date that can be read"),
        ("query", {"filter": {"kind": "fact"}}, "argument filter: there is none of that name; expected one of store, "),
        ("query", {"store": "gone.db"}, "Error executing tool query: 'gone.db' is no file in the allowed folders"),
        ("context", {}, "argument query: Field required"),
        ("context", {"query": "Who?", "budget": 0}, "argument budget: Input should be greater than or equal to 1"),
        ("context", {"query": "zebra"}, "Error executing tool context: no sentence in the store has a word of the"),
    ]

    async def work(client: Client) -> None:
        for name, arguments, message in bad:
            answer = await client.call_tool(name, {"store": store.name, **arguments})
            assert answer.is_error
            (line,) = texts(answer)
            assert line.startswith(message)
            assert "\n" not in line
        assert not (await client.call_tool("query", {"store": store.name, "limit": 1})).is_error

    stdio_session(work, store.parent)


def test_the_context_is_in_the_content_and_only_figures_beside_it() -> None:
    answer = call("compress", text=LONG, query="What did ship 77 carry?", budget=100)
    context, left_out = texts(answer)
    assert "539 barrels" in context
    assert figures(answer)["tokens"] == tokenizer().count(context) <= 100
    assert figures(answer)["tokens_before"] == tokenizer().count(LONG)
    assert left_out.startswith("Left out: g1 (at the start, ")
    assert left_out.count("(") <= LISTED + 1
    assert not any(isinstance(value, str) and len(value) > 10 for value in figures(answer).values())


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stores") / "ships.db"
    ships = [
        Document(text="The brig Alma sank off Marstal in 1931. Jens Holm built it for £4,500.", source="alma.txt"),
        Document(text="The ketch Ida was sold to Norway in 1950. Its hull was sound.", source="ida.txt"),
    ]
    with RecordStore.create(path) as made:
        assert len(list(ingest(ships, made, Compressor()))) == len(ships)
    return path


def test_records_are_found_with_their_words_a_page_at_a_time(store: Path) -> None:
    answer = call("query", store.parent, store=store.name, filters={"kind": "fact", "entity": "Jens Holm"})
    (row,) = (orjson.loads(line) for line in texts(answer)[0].splitlines())
    assert (row["predicate"], row["quote"]) == ("built", "Jens Holm built it for £4,500.")
    first = call("query", store.parent, store=store.name, filters={"predicate": "sink"})
    assert orjson.loads(texts(first)[0])["start"] == 0
    assert figures(answer) == {"rows": 1, "total": 1, "more_than_total": False, "next_cursor": None}
    first = call("query", store.parent, store=store.name, limit=3)
    rest = call("query", store.parent, store=store.name, limit=200, cursor=figures(first)["next_cursor"])
    assert figures(first)["rows"] + figures(rest)["rows"] == figures(first)["total"] > 3
    sure = call("query", store.parent, store=store.name, filters={"confidence": 0.8})
    assert all(orjson.loads(line)["confidence"] >= 0.8 for line in texts(sure)[0].splitlines())
    nothing = call("query", store.parent, store=store.name, filters={"entity": "Nobody"})
    assert texts(nothing) == ["nothing passes the filters"]


def test_a_context_is_made_of_all_documents_of_a_store(store: Path) -> None:
    answer = call("context", store.parent, store=str(store), query="To whom was the ketch sold?", budget=20)
    assert "Norway" in texts(answer)[0]
    assert figures(answer)["tokens"] <= 20


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        ("query", {"store": "other.db"}, "is no file in the allowed folders"),
        ("query", {"store": "ships.db", "filters": {"after": "soon"}}, "soon"),
        ("query", {"store": "ships.db", "filters": {"confidence": 2}}, "less than or equal to 1"),
        ("query", {"store": "ships.db", "filters": {"colour": "red"}}, "colour"),
        ("query", {"store": "notes.txt"}, "is no record store"),
        ("context", {"store": "ships.db", "query": "zebra"}, "ask in its words"),
    ],
)
def test_a_question_to_a_store_that_cannot_be_answered_says_why(
    store: Path, name: str, arguments: dict[str, Any], message: str
) -> None:
    (store.parent / "notes.txt").write_text("no store, only notes on ships and their owners " * 40)
    answer = call(name, store.parent, **arguments)
    assert answer.is_error
    assert message in texts(answer)[0]


def test_a_text_that_fits_leaves_nothing_out() -> None:
    assert texts(call("compress", text="The ferry leaves at six.")) == ["The ferry leaves at six."]


def test_a_long_gap_comes_in_pages() -> None:
    pages = list[str]()

    async def work(client: Client) -> None:
        made = await client.call_tool("compress", {"text": LONG, "query": "What did ship 1999 carry?", "budget": 60})
        cursor: int | None = 0
        while cursor is not None:
            answer = await client.call_tool("expand", {"result": figures(made)["result"], "id": "g1", "cursor": cursor})
            pages.extend(texts(answer))
            cursor = figures(answer)["next_cursor"]
        past = await client.call_tool("expand", {"result": "r1", "id": "g1", "cursor": len(LONG)})
        assert past.is_error

    session(work)
    assert len(pages) > 1
    assert all(len(page) == PAGE for page in pages[:-1])
    assert LONG.startswith("".join(pages))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "expected one of `text` and `path`"),
        ({"text": "a", "path": "b"}, "expected one of `text` and `path`"),
        ({"text": "  "}, "empty or blank"),
        ({"text": "a", "budget": 0}, "greater than or equal to 1"),
        ({"text": "a", "budget": 50_000}, "less than or equal to 20000"),
        ({"path": "../README.md"}, "is no file in the allowed folders: expected one below"),
        ({"path": "/etc/passwd"}, "is no file in the allowed folders"),
        ({"path": "nothing.txt"}, "is no file in the allowed folders"),
        ({"path": "."}, "is no file in the allowed folders"),
        ({"path": "a\0b"}, "is no file in the allowed folders"),
    ],
)
def test_a_call_that_cannot_be_answered_says_why(arguments: dict[str, Any], message: str) -> None:
    answer = call("compress", SAMPLES, **arguments)
    assert answer.is_error
    assert message in texts(answer)[0]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"result": "r9", "id": "g1"}, "no result 'r9' is kept (those kept: none yet): compress the document again"),
        ({"result": "r1"}, "id"),
    ],
)
def test_what_cannot_be_expanded_says_why(arguments: dict[str, Any], message: str) -> None:
    answer = call("expand", **arguments)
    assert answer.is_error
    assert message in texts(answer)[0]


def test_without_allowed_folders_no_file_is_read() -> None:
    answer = call("compress", path=str(SAMPLES / "encyclopedia.txt"))
    assert answer.is_error
    assert "start it with --allow FOLDER" in texts(answer)[0]


def test_links_count_by_where_they_lead(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "secret.txt"
    inside.mkdir()
    outside.write_text("secret")
    (inside / "leak.txt").symlink_to(outside)
    (inside / "own.txt").write_text("open")
    (inside / "link.txt").symlink_to(inside / "own.txt")
    folders = AllowedFolders([inside])
    assert folders.file("link.txt") == folders.file(str(inside / "own.txt")) == inside / "own.txt"
    with pytest.raises(InputError, match="is no file in the allowed folders"):
        folders.file("leak.txt")


def test_an_allowed_folder_has_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="is no folder"):
        AllowedFolders([tmp_path / "missing"])


def test_the_oldest_results_are_forgotten_when_their_texts_grow_too_long() -> None:
    result = compress("The ferry leaves at six.", budget=50)
    memory = ResultMemory()
    large = Document(text="x" * (CHARACTERS // 2 + 1))
    names = [memory.keep(result, [large]) for _ in range(3)]
    assert names == ["r1", "r2", "r3"]
    assert memory.get("r3").documents == [large]
    with pytest.raises(InputError, match=r"no result 'r1' is kept \(those kept: r3\)"):
        memory.get("r1")

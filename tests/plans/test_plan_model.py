from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from compressor.cli import main
from compressor.errors import InputError, MissingExtraError, ModelError, PlanError
from compressor.plans import Desk, Library, Shelf, plan_for, run
from compressor.plans.actions import ACTIONS
from compressor.plans.asking import Model, ask
from compressor.plans.checking import read_plan
from compressor.plans.endpoint import endpoint
from compressor.plans.mining import MOST_MINED, mine
from compressor.plans.planner import TRIES, plan_with_model
from compressor.plans.refinement import refine
from compressor.plans.replies import plan_lines

QUESTION = "Who founded the paper mill?"
GOOD = f'told = FIND("{QUESTION}")\nanswers = ANSWER("{QUESTION}", told)\n'
BROKEN = f'told = SEEK("{QUESTION}")\nanswers = ANSWER("{QUESTION}", told)\n'


class Script:
    """A model that plays a part: a broken plan first, then what the correction asks for, and answers from context."""

    def __init__(self) -> None:
        self.prompts: list[str] = []

    def __call__(self, prompt: str) -> str:
        self.prompts.append(prompt)
        if "Name further actions" in prompt:
            return "1. MOOD(passage)  # Describe the mood of a passage\n- FIND(words)  # Search\nThat is all."
        if "Write a plan" not in prompt:
            return "Alma Verhagen" if "Alma Verhagen founded" in prompt else "The context does not say."
        if "unknown action 'SEEK'" in prompt:
            return f"Sorry! Here it is:\n```\n{GOOD}```\nI hope it runs."
        return BROKEN


@pytest.fixture
def server() -> Iterator[str]:
    """An OpenAI-compatible endpoint on loopback that Script speaks through."""
    script = Script()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if body["model"] != "scripted":
                self.send_error(404)
                return
            content = script(body["messages"][-1]["content"])
            choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content}}
            reply = {"id": "1", "object": "chat.completion", "created": 0, "model": "scripted", "choices": [choice]}
            data = json.dumps(reply).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        thread = threading.Thread(target=httpd.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{httpd.server_port}/v1"
        httpd.shutdown()
        thread.join()


def play(model: Model, shelf: Shelf, path: Path) -> None:
    """Mine, plan with a correction, answer, keep the plan that was right, and find it again as an example."""
    actions = mine(model, [QUESTION])
    assert [name for name in actions if name not in ACTIONS] == ["mood"]
    desk = Desk(shelf, model)
    library = Library(path)
    assert refine([(QUESTION, ["Alma Verhagen"]), ("Who sold it?", ["Nobody at all"])], desk, library, actions) == 1
    assert [(e.question, e.plan) for e in Library(path).examples] == [(QUESTION, GOOD)]
    result = run(plan_for(QUESTION, model, Library(path)), desk, question=QUESTION)
    assert [answer.text for answer in result.answers] == ["Alma Verhagen"]
    assert any("Alma Verhagen founded" in place.quote for place in result.answers[0].evidence)


def test_a_scripted_model_plans_corrects_and_refines(shelf: Shelf, tmp_path: Path) -> None:
    script = Script()
    play(script, shelf, tmp_path / "library.jsonl")
    corrected = next(prompt for prompt in script.prompts if "no plan that can run" in prompt)
    assert "line 1, column 8: unknown action 'SEEK'" in corrected
    assert f"Question: {QUESTION}\nPlan:\n{GOOD}" in script.prompts[-3]  # the example that was kept


def test_the_same_through_an_endpoint(
    shelf: Shelf, tmp_path: Path, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "none needed")
    play(endpoint("scripted", server), shelf, tmp_path / "library.jsonl")
    with pytest.raises(ModelError, match="the model failed: NotFoundError"):
        plan_for(QUESTION, endpoint("other", server))


def test_a_command_keeps_the_plans_that_answered_and_another_uses_them(
    records: Path, tmp_path: Path, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "none needed")
    questions, library = tmp_path / "questions.jsonl", tmp_path / "plans.jsonl"
    known = {"id": 7, "question": QUESTION, "answers": ["A. Verhagen", "Alma Verhagen"]}
    questions.write_text(f'{json.dumps(known)}\n\n{{"question": "Who sold it?", "answers": ["Nobody at all"]}}\n')
    model = ["--library", str(library), "--model", "scripted", "--base-url", server]
    kept = CliRunner().invoke(main, ["refine-plans", str(questions), str(records), *model])
    assert kept.stdout == f"1 of 2 questions answered rightly; their plans are in {library}\n"
    assert [example.plan for example in Library(library).examples] == [GOOD]
    assert CliRunner().invoke(main, ["plan", QUESTION, str(records), *model]).stdout == "1. Alma Verhagen\n"


@pytest.mark.parametrize(
    ("content", "code", "message"),
    [
        ("", 1, "questions.jsonl is empty; expected an object a line, with a question and its answers"),
        ("{", 1, "questions.jsonl, line 1: the line: Invalid JSON"),
        ('\n{"question": "Who?"}', 1, "questions.jsonl, line 2: answers: Field required"),
        (
            '{"question": "Who?", "answers": []}',
            1,
            "questions.jsonl, line 1: answers: Tuple should have at least 1 item",
        ),
        ('{"question": "Who?", "answers": ["I"]}', 2, "Missing option '--model'"),
    ],
)
def test_questions_that_cannot_be_learned_from_are_an_error(
    records: Path, tmp_path: Path, content: str, code: int, message: str
) -> None:
    (tmp_path / "questions.jsonl").write_text(content)
    library = tmp_path / "plans.jsonl"
    arguments = [str(tmp_path / "questions.jsonl"), str(records), "--library", str(library)]
    model = [] if code == 2 else ["--model", "scripted"]
    result = CliRunner().invoke(main, ["refine-plans", *arguments, *model])
    assert (result.exit_code, result.stdout, library.exists()) == (code, "", False)
    assert message in result.stderr


def test_an_endpoint_needs_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(ModelError, match="OPENAI_API_KEY"):
        endpoint("scripted", "http://127.0.0.1:1/v1")


def test_without_the_client_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'entity-compressor\[openai\]'"):
        endpoint("scripted")


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        ("I cannot do that.", "no line of the form"),
        ("a = COUNT(b)\nb = FILTER(a)\nc = ANSWER('q', b)", "a loop"),
        ('a = FIND("mill")', "expected ANSWER as the last step"),
    ],
)
def test_a_model_that_never_writes_a_plan_is_given_up(reply: str, message: str) -> None:
    prompts: list[str] = []

    def model(prompt: str) -> str:
        prompts.append(prompt)
        return reply

    with pytest.raises(PlanError, match=f"in {TRIES} tries; the last one: .*{message}"):
        plan_with_model(QUESTION, model)
    assert len(prompts) == TRIES
    assert len(prompts[-1]) < 2 * len(prompts[0])  # only the last mistake goes back


def test_a_model_that_fails_leaves_the_library_as_it_was(shelf: Shelf, tmp_path: Path) -> None:
    library = Library(tmp_path / "library.jsonl")
    library.add(QUESTION, read_plan(GOOD))
    before = (tmp_path / "library.jsonl").read_bytes()
    with pytest.raises(ModelError, match="answered with a int"):
        refine([(QUESTION, ["Alma Verhagen"])], Desk(shelf, lambda _: 3), library)  # type: ignore[arg-type,return-value]
    assert (tmp_path / "library.jsonl").read_bytes() == before


def test_a_model_that_hangs_is_given_up() -> None:
    released = threading.Event()
    with pytest.raises(ModelError, match=r"did not answer within 0\.01 seconds"):
        ask(lambda _: str(released.wait()), "prompt", seconds=0.01)
    released.set()


@pytest.mark.parametrize(
    "reply",
    [
        GOOD,
        f"```\n{GOOD}```",
        f"Here you are:\n\n```python\n{GOOD}```\nx = 3 would be wrong",
        "Plan:\n" + "\n".join(f"{n}. {line}" for n, line in enumerate(GOOD.splitlines(), 1)),
        "\n".join(f"- `{line}`" for line in GOOD.splitlines()),
    ],
)
def test_plans_are_found_among_prose(reply: str) -> None:
    assert plan_lines(reply) == GOOD.strip()


def test_the_library_gives_the_examples_most_like_a_question(tmp_path: Path) -> None:
    library = Library(tmp_path / "library.jsonl")
    for question in (
        "Who built the bridge?",
        "When was the ferry sold?",
        "Who founded the mill?",
        "Who built the bridge?",
    ):
        library.add(question, read_plan(GOOD))
    assert len(library.examples) == 3
    assert [e.question for e in library.nearest("Who founded the bank mill?", 2)][-1] == "Who founded the mill?"
    assert Library(tmp_path / "library.jsonl").examples == library.examples


@pytest.mark.parametrize(
    ("content", "message"), [("{}\n", "line 1"), ('{"question": "q", "plan": "p"}\nx\n', "line 2")]
)
def test_a_spoilt_library_is_an_error_that_names_the_line(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "library.jsonl").write_text(content)
    with pytest.raises(InputError, match=message):
        Library(tmp_path / "library.jsonl")


def test_a_library_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    library = Library(tmp_path / "no folder" / "library.jsonl")
    with pytest.raises(InputError, match="cannot write the library"):
        library.add(QUESTION, read_plan(GOOD))
    assert library.examples == []


def test_mined_actions_are_few_new_and_run_with_the_model(shelf: Shelf) -> None:
    many = "\n".join(f"ACT_{n}(topic)  # task{n} thing{n} stuff{n}" for n in range(2 * MOST_MINED))
    assert len(mine(lambda _: many, [QUESTION])) == len(ACTIONS) + MOST_MINED
    same = "SEARCH(words)  # Find the sentences that have most to do with words or questions."
    assert mine(lambda _: same, [QUESTION]) == ACTIONS
    actions = mine(Script(), [QUESTION])
    plan = read_plan('m = MOOD("the mill")\na = ANSWER("What is the mood?", m)', actions)
    assert run(plan, Desk(shelf, lambda _: "calm"), actions=actions).answers[0].text == "calm"
    with pytest.raises(PlanError, match="needs a language model, and there is none"):
        run(plan, Desk(shelf), actions=actions)

"""Plan with a language model, after PEARL (Sun et al. 2023): generate, and correct by the exact error.

The model is any function from a prompt to a text; what it writes is checked before any of it runs.
"""

from __future__ import annotations

from compressor.errors import PlanError
from compressor.plans.actions import ACTIONS, Inventory, described
from compressor.plans.asking import Model, ask
from compressor.plans.checking import read_plan
from compressor.plans.library import Example, Library
from compressor.plans.plan import Plan
from compressor.plans.replies import plan_lines

TRIES = 4  # the first plan and three corrections
EXAMPLES = 4

_PROMPT = """\
Write a plan that answers a question about long documents. A plan is one step a line:

variable = ACTION(arguments)  # what the step is for

Texts are in double quotes; variables are names of earlier steps. The last step is an ANSWER. These are the actions:

{actions}

{examples}
Question: {question}
Plan:
"""
_STOCK = Example(
    question="Who designed the bridge, and what else did they build?",
    plan="""\
told = FIND("Who designed the bridge?")
designer = ANSWER("Who designed the bridge?", told)
works = FACTS(designer, "build")
answers = ANSWER("What else did they build?", works)
""",
)
_CORRECTION = """
{reply}

That is no plan that can run: {error}
Write the whole plan again, corrected.
Plan:
"""


def plan_with_model(
    question: str,
    model: Model,
    *,
    library: Library | None = None,
    actions: Inventory = ACTIONS,
    tries: int = TRIES,
) -> Plan:
    """Return a plan that a model wrote and that holds together.

    A plan that does not goes back with the error. Raises PlanError after `tries` of them, ModelError for a model
    that fails.
    """
    known = library.nearest(question, EXAMPLES) if library is not None else []
    prompt = _PROMPT.format(
        actions=described(actions.values()),
        examples="\n".join(f"Question: {e.question}\nPlan:\n{e.plan}" for e in known or [_STOCK]),
        question=" ".join(question.split()),
    )
    correction, error = "", PlanError("it was given no try")
    for _ in range(tries):
        reply = ask(model, prompt + correction)
        lines = plan_lines(reply)
        try:
            if not lines:
                raise PlanError("it has no line of the form variable = ACTION(arguments)")
            return read_plan(lines, actions)
        except PlanError as mistake:
            error = mistake
            correction = _CORRECTION.format(reply=lines or reply[:2000], error=mistake)
    raise PlanError(f"the model wrote no plan that can run in {tries} tries; the last one: {error}")

"""Choose the examples of LangChain few-shot prompts (extra `langchain`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from compressor.errors import InputError
from compressor.examples import ExampleOptions, ExampleSelector
from compressor.integrations.requirements import required

with required("langchain-core", "1.0", extra="langchain"):
    from langchain_core.example_selectors import BaseExampleSelector
    from langchain_core.prompts import PromptTemplate


class BudgetExampleSelector(BaseExampleSelector):
    """Chooses the examples that cover most of the input, within k, a budget of tokens, or both.

    With the `example_prompt` of a FewShotPromptTemplate, the budget covers the examples exactly as that writes
    them, where its `example_separator` is the separator of the options. The input is the variable named by the
    options' `text_key`, or else all variables, in the order of their names.
    """

    def __init__(
        self,
        examples: Sequence[dict[str, str]],
        *,
        k: int | None = None,
        budget: int | None = None,
        example_prompt: PromptTemplate | None = None,
        options: ExampleOptions | None = None,
    ) -> None:
        self.k, self.budget = k, budget
        self.options = options or ExampleOptions()
        if example_prompt is not None:
            render = {"render": lambda example: example_prompt.format(**example)}
            self.options = ExampleOptions(**{**dict(self.options), **render})
        self._selector = ExampleSelector(examples, self.options)

    def add_example(self, example: dict[str, str]) -> None:
        """Take in one more example."""
        self._selector.add(example)

    def select_examples(self, input_variables: dict[str, str]) -> list[dict[str, Any]]:
        """Return the examples for an input, the best last; see ExampleSelector.select for what it raises."""
        return list(self._selector.select(self._query(input_variables), k=self.k, budget=self.budget).examples)

    def _query(self, variables: dict[str, str]) -> str:
        key = self.options.text_key
        chosen = [variables[key]] if key in variables else [variables[name] for name in sorted(variables)]
        if not all(isinstance(value, str) for value in chosen):
            kinds = ", ".join(f"{name}: {type(value).__name__}" for name, value in sorted(variables.items()))
            raise InputError(f"the input variables are {kinds}; expected strings, or name the one to use as text_key")
        return " ".join(chosen)

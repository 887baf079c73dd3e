"""Choose the examples to show a language model with a new input, within a budget of tokens."""

from compressor.examples.options import Example, ExampleOptions
from compressor.examples.selector import ExampleSelection, ExampleSelector, select_examples

__all__ = ["Example", "ExampleOptions", "ExampleSelection", "ExampleSelector", "select_examples"]

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from curve import BOTTOM, COLOURS, GAP, TOP, WIDTH, apart, draw, panel
from hypothesis import given
from hypothesis import strategies as st
from measures import Figures
from peers import METHODS
from results import Outcome, SetResult

from compressor.errors import InputError

SVG = "{http://www.w3.org/2000/svg}"
SHARES = (2.5, 5.0, 10.0, 20.0, 40.0)


def result(*recalls: float | None) -> SetResult:
    """Return a set on which all methods keep as much, at shares from the smallest."""
    figures = {share: Figures(recall, None, None) for share, recall in zip(SHARES, recalls, strict=False)}
    outcomes = {method: Outcome(figures=figures, over=0, cpu=1.0) for method in METHODS}
    return SetResult(name="a <b> & c", documents=1, questions=2, with_question=True, yardstick=1.0, outcomes=outcomes)


def curves(svg: str) -> list[list[tuple[float, float]]]:
    paths = [path.attrib for path in ElementTree.fromstring(svg).iter(f"{SVG}path")]
    drawn = [path["d"] for path in paths if path["class"].endswith(" curve")]
    return [[(float(x), float(y)) for x, y in re.findall(r"([\d.]+) ([\d.]+)", d)] for d in drawn]


def test_names_every_method_in_each_panel() -> None:
    shown = panel(result(0.2, 0.4, 0.5), "A & B")
    texts = [text.text for text in ElementTree.fromstring(draw([shown, shown])).iter(f"{SVG}text")]
    assert all(texts.count(method.label) == 2 for method in METHODS.values())
    assert texts.count("A & B") == 2


def test_lines_go_right_with_the_budget_and_up_with_what_is_kept() -> None:
    drawn = curves(draw([panel(result(0.1, 0.3, 0.5, 0.7, 0.9), "")]))
    assert len(drawn) == len(METHODS)
    for points in drawn:
        assert len(points) == len(SHARES)
        assert [x for x, _ in points] == sorted({x for x, _ in points})
        assert [y for _, y in points] == sorted({y for _, y in points}, reverse=True)
        assert all(0 < x < WIDTH and TOP <= y <= BOTTOM for x, y in points)


def test_says_what_it_shows_in_words() -> None:
    drawing = ElementTree.fromstring(draw([panel(result(0.25, 0.5), "Samples")]))
    description = drawing.findtext(f"{SVG}desc") or ""
    assert drawing.findtext(f"{SVG}title")
    assert drawing.attrib["aria-labelledby"].split() == ["title", "desc"]
    assert "entity-compressor .250 at 2.5%, .500 at 5%" in description


def test_every_method_has_a_colour_in_light_and_in_dark() -> None:
    light, dark = draw([panel(result(0.5), "")]).split("@media (prefers-color-scheme: dark)")
    assert set(COLOURS) == set(METHODS)
    assert all(f".{method}.curve" in light and f".{method}.curve" in dark for method in METHODS)


def test_a_single_budget_is_drawn_too() -> None:
    assert all(len(points) == 1 for points in curves(draw([panel(result(0.5), "")])))


def test_a_set_without_evidence_has_no_curve() -> None:
    with pytest.raises(InputError, match="name no evidence"):
        panel(result(None), "")


@given(st.lists(st.floats(TOP, BOTTOM), min_size=1, max_size=len(METHODS)).map(sorted))
def test_names_never_overlap_and_stay_beside_the_plot(ends: list[float]) -> None:
    placed = apart(ends)
    assert all(after - before > GAP - 1e-6 for before, after in pairwise(placed))
    assert placed[0] >= TOP - GAP
    assert placed[-1] <= BOTTOM + 1e-6
    if all(after - before >= GAP for before, after in pairwise(ends)):
        assert placed == pytest.approx(ends)

"""Figures of the records as Markdown tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from calibration import error
from findings import Findings, SetFindings, families, mean_f1
from opinions import SUBTASKS
from pace import Pace
from tables import NONE, markdown, number
from tally import Tally

LABELS = {
    "ours": "entity-compressor",
    "spacy": "spaCy alone",
    "rules": "its rules alone",
    "textacy": "textacy, subject-verb-object",
    "same words": "same words, same entity",
}


def sections(findings: Findings) -> dict[str, str]:
    """Return the tables of what was measured, by their titles."""
    every = {
        "Entities": findings.of("entities") and entities(findings.of("entities")),
        "Aspects": findings.of("aspects") and aspects(findings.of("aspects")),
        "Facts": findings.of("facts") and facts(findings.of("facts")),
        "Resolution": findings.of("resolution") and resolution(findings.of("resolution")),
        "Calibration": findings.calibration and calibrated(findings),
        "Speed": findings.pace and speed(findings.pace),
    }
    return {title: table for title, table in every.items() if isinstance(table, str)}


def entities(sets: Sequence[SetFindings]) -> str:
    """Return a row for each set, and for the mean of a family of them."""
    rows = [["Entities", "texts", "spans", "spaCy alone", "persons, organisations, places", "spaCy alone"]]
    means = {family[-1].name: (name, family) for name, family in families(sets)}
    for one in sets:
        cells = [_f1(one, method, measure) for measure in ("spans", "types") for method in ("ours", "spacy")]
        rows.append([one.name, f"{one.rows:,}", *cells])
        if one.name in means:
            name, family = means[one.name]
            cells = [
                number(mean_f1(family, method, measure)) if family[0].tallies[method][measure].wanted else NONE
                for measure in ("spans", "types")
                for method in ("ours", "spacy")
            ]
            rows.append([f"mean of {len(family)} {name}", f"{sum(member.rows for member in family):,}", *cells])
    return markdown(rows)


def _f1(one: SetFindings, method: str, measure: str) -> str:
    tally = one.tallies[method][measure]
    return number(tally.f1) if tally.wanted else NONE


def aspects(sets: Sequence[SetFindings]) -> str:
    """Return a row for each engine on each set, with the F1 of the seven sub-tasks."""
    rows = [["Aspects", "reviews", *SUBTASKS]]
    for one in sets:
        for method in one.tallies:
            cells = [_f1(one, method, subtask) for subtask in SUBTASKS]
            rows.append([f"{one.name}: {LABELS[method]}", f"{one.rows:,}", *cells])
    return markdown(rows)


def facts(sets: Sequence[SetFindings]) -> str:
    """Return a row for each method on each set."""
    rows = [["Facts", "precision", "recall", "F1", "facts", "tokens a fact"]]
    for one in sets:
        for method, measures in one.tallies.items():
            for measure, tally in measures.items():
                label = LABELS[method] + (f", confidence {one.least:.2f} and over" if measure == "best" else "")
                length = f"{one.tokens[method]:.1f}" if measure == "all" else NONE
                rows.append([f"{one.name}: {label}", *_three(tally), f"{tally.found:,.0f}", length])
        gold = one.tallies["ours"]["all"].wanted
        rows.append(
            [f"{one.name}: as people wrote them", NONE, NONE, NONE, f"{gold:,.0f}", f"{one.tokens['gold']:.1f}"]
        )
    return markdown(rows)


def _three(tally: Tally) -> list[str]:
    return [number(tally.precision), number(tally.recall), number(tally.f1)]


def resolution(sets: Sequence[SetFindings]) -> str:
    """Return a row for each method on each set: precision / recall / F1."""
    measures = ("mentions", "MUC", "B-cubed")
    rows = [["Resolution", "documents", *measures]]
    for one in sets:
        for method, tallies in one.tallies.items():
            cells = [" / ".join(_three(tallies[measure])) for measure in measures]
            rows.append([f"{one.name}: {LABELS[method]}", f"{one.rows:,}", *cells])
    return markdown(rows)


def calibrated(findings: Findings) -> str:
    """Return a row for each bin of confidence: the share that is right, of how many, by kind of record."""
    kinds = list(findings.calibration)
    by_least = {kind: {one.least: one for one in findings.calibration[kind]} for kind in kinds}
    rows = [["Confidence", *kinds]]
    for least in sorted({least for found in by_least.values() for least in found}):
        found = [by_least[kind].get(least) for kind in kinds]
        cells = [f"{number(one.right)} of {one.number:,}" if one else NONE for one in found]
        rows.append([f"{least:.1f} to {least + 0.1:.1f}", *cells])
    rows.append(["mean gap", *(number(error(findings.calibration[kind])) for kind in kinds)])
    return markdown(rows)


def speed(pace: Pace) -> str:
    """Return how fast the samples are read."""
    share = f"{pace.ratio:.2f} of the time of the stock spaCy pipeline on the same text in the same run"
    return (
        f"{pace.words_per_second:,.0f} words a CPU second, {share} ({pace.words:,} words, median of {len(pace.ours)})."
    )


def headline(findings: Findings) -> str:
    """Return the main figures, a row each, beside what others give."""
    return markdown([("Records", "set", "measure", LABELS["ours"], "beside it"), *_lines(findings)])


def _lines(findings: Findings) -> Iterator[tuple[str, ...]]:
    yield from _entity_lines(findings.of("entities"))
    for one in findings.of("aspects"):
        yield "aspects", one.name, "F1 of triplets", _f1(one, "ours", "triplets"), _beside(one, "rules", "triplets")
    for one in findings.of("facts"):
        yield "facts", one.name, "F1 by CaRB", _f1(one, "ours", "all"), _beside(one, "textacy", "all")
        length, natural = (f"{one.tokens[method]:.1f}" for method in ("ours", "gold"))
        yield "facts", one.name, "tokens a fact", length, f"as people write them {natural}"
    for one in findings.of("resolution"):
        yield "resolution", one.name, "F1 by MUC", _f1(one, "ours", "MUC"), _beside(one, "same words", "MUC")


def _entity_lines(sets: Sequence[SetFindings]) -> Iterator[tuple[str, ...]]:
    """Yield a line for each family of sets, and for each set that has none."""
    alone = {one.name: one for one in sets}
    for name, family in families(sets):
        ours, bare = (number(mean_f1(family, method, "spans")) for method in ("ours", "spacy"))
        yield "entities", f"mean of {len(family)} {name}", "F1 of spans", ours, f"{LABELS['spacy']} {bare}"
        for one in family:
            del alone[one.name]
    for one in alone.values():
        yield "entities", one.name, "F1 of spans", _f1(one, "ours", "spans"), _beside(one, "spacy", "spans")


def _beside(one: SetFindings, method: str, measure: str) -> str:
    return f"{LABELS[method]} {_f1(one, method, measure)}" if method in one.tallies else NONE

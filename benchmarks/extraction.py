"""How right the records are: entities, aspects, facts and resolution on sets that people marked, and how fast.

    python benchmarks/extraction.py                                  # the speed alone, on samples/
    python benchmarks/extraction.py MY_SET.jsonl FOLDER --limit 200  # your own sets, or folders of them
    python benchmarks/extraction.py SETS --json figures.json

README.md beside this file has the formats of the sets and what is measured.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: CPU times compare only on one thread

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from pathlib import Path
from statistics import fmean

import calibration
import carb
import click
import clusters
import opinions
import spans
import stock
from calibration import Judged
from findings import Findings, SetFindings, save
from findings_tables import sections
from gold import FactText, GoldSet, LinkedText, NamedText, Review, gold_files, read_gold
from pace import Pace, measure
from retention import FILE, SAMPLES, checked_file
from tally import Tally, total

from compressor import Compressor, CompressorOptions
from compressor.errors import CompressorError

Tallies = dict[str, Tally]
Judge = Callable[[str, list[Judged]], None]  # takes records of a kind, as (confidence, how right)


def measured(paths: Sequence[Path], limit: int | None, speed: bool) -> Findings:
    """Extract the records of all sets and compare them; a line for each set on standard error says how far it is."""
    found, judged = list[SetFindings](), dict[str, list[Judged]]()
    sets = [read_gold(path, limit) for path in gold_files(paths)]  # a mistake in the last is told before the first

    def judge(kind: str, pairs: list[Judged]) -> None:
        judged.setdefault(kind, []).extend(pairs)

    for number, gold in enumerate(sets, 1):
        click.echo(f"{number} of {len(sets)}: {gold.name}, {len(gold.rows)} rows", err=True)
        found += _compared(gold, Compressor(), judge)
    tables = {kind: calibration.bins(pairs) for kind, pairs in sorted(judged.items())}
    return Findings(sets=found, calibration=tables, pace=sample_pace() if speed else None)


def _compared(gold: GoldSet, compressor: Compressor, judge: Judge) -> Iterator[SetFindings]:
    first = gold.rows[0]
    if isinstance(first, NamedText):
        yield _entities(gold.name, [row for row in gold.rows if isinstance(row, NamedText)], compressor, judge)
    elif isinstance(first, Review):
        yield from _aspects(gold.name, [row for row in gold.rows if isinstance(row, Review)], compressor, judge)
    elif isinstance(first, FactText):
        yield _facts(gold.name, [row for row in gold.rows if isinstance(row, FactText)], compressor, judge)
    else:
        yield _resolution(gold.name, [row for row in gold.rows if isinstance(row, LinkedText)], compressor, judge)


def _entities(name: str, rows: Sequence[NamedText], compressor: Compressor, judge: Judge) -> SetFindings:
    ours = list[Tallies]()
    for row in rows:
        record = compressor.extract(row.text)
        judge("entities", calibration.entities(record, row))
        ours.append(spans.compare(spans.of_record(record), spans.wanted(row)))
    bare = [spans.compare(stock.entities(row.text), spans.wanted(row)) for row in rows]
    return SetFindings(task="entities", name=name, rows=len(rows), tallies={"ours": _sum(ours), "spacy": _sum(bare)})


def _aspects(name: str, rows: Sequence[Review], compressor: Compressor, judge: Judge) -> Iterator[SetFindings]:
    """Compare the opinions of reviews; those of domains the engine learned from and of others apart."""
    implicit = any(opinion.aspect is None for row in rows for opinion in row.tuples)
    engines = {"ours": compressor, "rules": Compressor(CompressorOptions(aspects="rules"))}
    learned = [row for row in rows if row.domain in opinions.TRAINED_ON]
    other = [row for row in rows if row.domain not in opinions.TRAINED_ON]
    groups = {f"{name}, domains learned": learned, f"{name}, other domains" if learned else name: other}
    for label, group in groups.items():
        compared: dict[str, list[Tallies]] = {engine: [] for engine in engines}
        for row, engine in product(group, engines):
            record = engines[engine].extract(row.text)
            if engine == "ours":
                judge("aspects", calibration.aspects(record, row, implicit))
            found = opinions.of_record(record)
            found = found if implicit else opinions.explicit(found)
            compared[engine].append(opinions.compare(found, opinions.wanted(row)))
        if group:
            tallies = {engine: _sum(some) for engine, some in compared.items()}
            yield SetFindings(task="aspects", name=label, rows=len(group), tallies=tallies)


def _facts(name: str, rows: Sequence[FactText], compressor: Compressor, judge: Judge) -> SetFindings:
    records = [compressor.extract(row.text) for row in rows]
    for record, row in zip(records, rows, strict=True):
        judge("facts", calibration.facts(record, row))
    gold = [carb.wanted(row) for row in rows]
    found = {"ours": [carb.of_record(record) for record in records]}
    if stock.has_triples():
        found["textacy"] = [list(stock.triples(row.text)) for row in rows]
    matched = {method: carb.tables(facts, gold) for method, facts in found.items()}
    least, best = carb.best(found["ours"], matched["ours"])
    tallies = {method: {"all": carb.tally(facts, matched[method])} for method, facts in found.items()}
    tallies["ours"]["best"] = best
    tokens = {method: _tokens(facts) for method, facts in found.items()} | {"gold": _tokens(gold)}
    return SetFindings(task="facts", name=name, rows=len(rows), tallies=tallies, tokens=tokens, least=least)


def _tokens(facts: Sequence[Sequence[carb.Open]]) -> float:
    sizes = [fact.tokens for some in facts for fact in some]
    return fmean(sizes) if sizes else 0.0


def _resolution(name: str, rows: Sequence[LinkedText], compressor: Compressor, judge: Judge) -> SetFindings:
    ours, plain = list[Tallies](), list[Tallies]()
    for row in rows:
        record = compressor.extract(row.text)
        judge("properties", calibration.properties(record, row))
        found, gold = clusters.of_record(record), clusters.wanted(row)
        ours.append(clusters.compare(found, gold))
        plain.append(clusters.compare(clusters.same_words(row.text, found), gold))
    tallies = {"ours": _sum(ours), "same words": _sum(plain)}
    return SetFindings(task="resolution", name=name, rows=len(rows), tallies=tallies)


def _sum(tallies: Sequence[Tallies]) -> Tallies:
    return {measure: total(one[measure] for one in tallies) for measure in tallies[0]}


def sample_pace() -> Pace:
    """Return how fast the records of the samples are extracted."""
    texts = sorted(path for path in SAMPLES.iterdir() if path.suffix in (".txt", ".md") and path.stem != "README")
    return measure([path.read_text(encoding="utf-8") for path in texts])


@click.command(context_settings={"help_option_names": ["-h", "--help"], "show_default": True})
@click.argument("sets", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--limit", type=click.IntRange(min=1), help="Take the first rows of each set only.")
@click.option("--speed/--no-speed", default=True, help="Time the extraction of the samples.")
@click.option("--json", "raw", type=FILE, callback=checked_file, help="Keep the figures, as a JSON object.")
def main(sets: tuple[Path, ...], limit: int | None, speed: bool, raw: Path | None) -> None:
    """Print how far the records of texts agree with what people marked in them.

    SETS are .jsonl files, or folders of them; what a set marks is told by its fields. Without any, only the speed
    is measured.
    """
    if not stock.has_triples():
        click.echo("left out: textacy; pip install 'entity-compressor[bench]' adds it", err=True)
    try:
        findings = measured(sets, limit, speed)
        if raw:
            save(findings, raw)
    except (CompressorError, OSError) as error:
        raise click.ClickException(str(error)) from None
    for title, table in sections(findings).items():
        click.echo(f"\n{title}\n\n{table}")


if __name__ == "__main__":
    main()

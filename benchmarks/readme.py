"""Writes what the README files show: their tables and the curve, from figures kept in results/.

python benchmarks/readme.py                   # measure samples/ anew
python benchmarks/readme.py SETS...           # measure these public sets anew too
python benchmarks/readme.py --keep            # measure nothing: the figures that are kept

The figures of the records come from `python benchmarks/extraction.py SETS --json benchmarks/results/extraction.json`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import click
from curve import draw, panel
from findings import load as load_findings
from findings_tables import headline, sections, speed
from peers import METHODS
from results import SetResult, average, load, save
from retention import SAMPLES, measured
from tables import by_set, table

from compressor.errors import CompressorError

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results"
EXTRACTION = RESULTS / "extraction.json"
CURVE = ROOT / "docs" / "retention.svg"
PAGES = (ROOT / "README.md", ROOT / "benchmarks" / "README.md")
SHOWN = (5.0, 10.0, 20.0)
DRAWN = (2.5, *SHOWN, 40.0)


def kept(name: str, asked: bool) -> Path:
    """Return the file with the figures of a group of sets."""
    return RESULTS / f"{name}{'' if asked else '-without-question'}.jsonl"


def tables() -> dict[str, str]:
    """Return the tables by the name of their place."""
    both = (True, False)
    samples = [load(kept("samples", asked))[0] for asked in both]
    public = [load(kept("public", asked)) for asked in both]
    records = load_findings(EXTRACTION)
    by_task = {f"extraction-{title.lower()}": table for title, table in sections(records).items()}
    return {
        **by_task,
        "records": headline(records) + (f"\n\n{speed(records.pace)}" if records.pace else ""),
        "retention-samples": _shown(samples),
        "retention-public": _shown([average(sets) for sets in public]),
        "retention-by-set": "\n\n".join(by_set(sets, SHOWN) for sets in public),
    }


def _shown(results: Sequence[SetResult]) -> str:
    return "\n\n".join(table(result, SHOWN) for result in results)


def curve() -> str:
    """Return the drawing: the samples, and the mean over the public sets."""
    samples, public = load(kept("samples", True))[0], load(kept("public", True))
    mean = panel(average(public), f"Mean over {len(public)} public sets")
    return draw([panel(samples, "The samples of this project"), mean])


def filled(page: str) -> str:
    """Return a page with each table in its place, between `<!-- name -->` and `<!-- end -->`."""
    for name, rows in tables().items():
        page = re.sub(rf"(<!-- {name} -->\n).*?(?=<!-- end -->)", rf"\g<1>\n{rows}\n\n", page, flags=re.DOTALL)
    return page


@click.command(context_settings={"help_option_names": ["-h", "--help"], "show_default": True})
@click.argument("public", nargs=-1, type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--limit", type=click.IntRange(min=1), help="Take the first questions of each public set only.")
@click.option("--keep", is_flag=True, help="Measure nothing; write the figures that are kept.")
def main(public: tuple[Path, ...], limit: int | None, keep: bool) -> None:
    """Measure the samples and the PUBLIC sets, keep the figures and write them into the README files."""
    try:
        for asked, shares in () if keep else ((True, DRAWN), (False, SHOWN)):
            every = [name for name, method in METHODS.items() if method.suits(asked)]  # named, so that none is left out
            save(measured([SAMPLES], every, shares, asked, None), kept("samples", asked))
            if public:
                save(measured(public, every, shares, asked, limit), kept("public", asked))
    except CompressorError as error:
        raise click.ClickException(str(error)) from None
    for path in PAGES:
        path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8")
    CURVE.parent.mkdir(exist_ok=True)
    CURVE.write_text(curve(), encoding="utf-8")


if __name__ == "__main__":
    main()

from __future__ import annotations

from pathlib import Path

import pytest

from compressor import Compressor, Document, DocumentRecord, RecordStore
from compressor.text.segmentation import segment

TEXTS = {
    "harbour/ledger.txt": (
        "Harbour ledger\n\nThe Tidewell Trust leased the north quay to Orla Brandt in March 2021. The lease costs "
        "€1,250 a month. Orla Brandt did not repair the crane. She paid $4,000 for a new gate on 3 May 2022.\n\n"
        "The gate is sturdy, but the hinges are awful. Delivery was late. The crane weighs 12 tonnes."
    ),
    "harbour/minutes.md": (
        "# Minutes\n\nThe Tidewell Trust met in Aalborg in 2023. "
        "The staff were friendly and the coffee was excellent.\n\n"
        "| Item | Cost |\n|---|---|\n| Rope | $300 |\n| Paint | €2,400 |\n\nRevenue rose by 12.5% in 2022."
    ),
    "notes.txt": (
        "ærø has a quiet harbour. Its ferry was slow.\n第二の港は静かです。\nMarit Lind founded a yard in 1998."
    ),
}


Example = tuple[Document, DocumentRecord, tuple[tuple[int, int], ...]]


@pytest.fixture(scope="session")
def examples() -> tuple[Example, ...]:
    """Documents with their records and the places of their sentences."""
    compressor = Compressor()
    documents = [Document(text=text, source=source) for source, text in TEXTS.items()]
    return tuple(
        (d, compressor.extract(d), tuple((s.start, s.end) for s in segment(d.text).sentences)) for d in documents
    )


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, examples: tuple[Example, ...]) -> Path:
    """A store of the examples; do not write to it."""
    path = tmp_path_factory.mktemp("store") / "records.db"
    with RecordStore.create(path) as store:
        for example in examples:
            store.add(*example, "settings")
    return path

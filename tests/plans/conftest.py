from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from pathlib import Path

import pytest

from compressor import Compressor, Document, RecordStore
from compressor.ingestion import ingest
from compressor.plans import Desk, Shelf

TEXTS = {
    "mill/history.txt": (
        "The paper mill\n\nAlma Verhagen founded the paper mill at Oosterbeek in 1874. The mill employed 140 people in "
        "its best year. Jonas Pruitt designed the water wheel, which weighs 9 tonnes. The mill burned down on "
        "12 March 1921. Her son Emil Verhagen rebuilt it in 1923.\n\n"
        "Emil Verhagen sold the mill to Brinkman Ltd. in 1956. Brinkman Ltd. moved the machines to Aalborg."
    ),
    "mill/visits.md": (
        "# Visits\n\nThe guided tour was excellent. The shop is friendly, but the coffee was awful.\n\n"
        "| Item | Price |\n|---|---|\n| Tour | €12 |\n| Notebook | €8 |\n\nTickets cost €12."
    ),
    "sawmill.txt": "Greta Holm opened a sawmill in Lund in 1931. The sawmill has a steam engine.",
}


@pytest.fixture(scope="session")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the texts; do not write to it."""
    path = tmp_path_factory.mktemp("plans") / "records.db"
    documents = [Document(text=text, source=source) for source, text in TEXTS.items()]
    with RecordStore.create(path) as store:
        deque(ingest(documents, store, Compressor()), maxlen=0)
    return path


@pytest.fixture
def shelf(records: Path) -> Iterator[Shelf]:
    with RecordStore.open(records) as store:
        yield Shelf(store)


@pytest.fixture
def desk(shelf: Shelf) -> Desk:
    return Desk(shelf)

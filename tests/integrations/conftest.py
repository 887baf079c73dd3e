from __future__ import annotations

import os

import pytest

os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"  # read when haystack is imported

FERRY = "The ferry to the island leaves at noon. It takes forty minutes and carries bicycles."
GULLS = "Gulls cry over the bay. They nest on the cliffs in May. Their eggs are olive."


@pytest.fixture
def texts() -> list[str]:
    """Two texts, of which the second has `They nest on the cliffs in May.` at 24:55."""
    return [FERRY, GULLS]

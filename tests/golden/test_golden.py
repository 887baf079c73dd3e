from __future__ import annotations

from pathlib import Path

import pytest

from compressor import CompressorOptions, Document, compress
from compressor.options import OutputFormat

HERE = Path(__file__).parent
GUIDE = """\
# Lighthouse guide

The lighthouse stands on the northern cape. It was built of granite from the island.

## Opening hours

Visitors may climb the tower from May to September. The last climb begins at 5 p.m. on every day.

| Visitor | Ticket |
|---|---|
| Adult | €8 |
| Child under 12 | €3 |

## History

The first lamp burned rape oil. Electric light came in 1934.

```
flash 2 s, dark 8 s
```
"""
LETTER = """\
Dear visitors, the path to the lighthouse is closed in storms & at night, so check the board at the ferry pier
before you set out. Dogs are welcome on the path. Please keep them on a lead while the terns nest.
"""
ASKED = "When does the last climb of the tower begin, what does a child pay, and may dogs walk the path in storms?"


@pytest.mark.parametrize(("form", "ending"), [("text", "txt"), ("markdown", "md"), ("xml", "xml")])
def test_the_context_is_this_one(form: OutputFormat, ending: str) -> None:
    documents = [Document(text=GUIDE, source="guide.md"), Document(text=LETTER, source="letter.txt")]
    result = compress(documents, budget=100, query=ASKED, options=CompressorOptions(format=form, records=False))
    assert result.text + "\n" == (HERE / "contexts" / f"lighthouse.{ending}").read_text(encoding="utf-8")

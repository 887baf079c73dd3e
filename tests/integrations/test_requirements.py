from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from compressor.errors import MissingExtraError
from compressor.integrations.requirements import required

FRAMEWORKS = [
    ("langchain", "langchain-core"),
    ("llama_index", "llama-index-core"),
    ("haystack", "haystack-ai"),
    ("langchain_examples", "langchain-core"),
    ("mcp", "mcp"),
]


def test_a_missing_package_is_an_error_that_names_the_extra() -> None:
    expected = r"no-such-package needs the extra 'x': pip install 'entity-compressor\[x\]'"
    with pytest.raises(MissingExtraError, match=expected), required("no-such-package", "1.0", extra="x"):
        pass


@pytest.mark.parametrize("least", ["1.0", "7.0.0", pytest.__version__])
def test_a_package_that_is_new_enough_passes(least: str) -> None:
    with required("pytest", least, extra="x"):
        pass


def test_a_package_that_is_too_old_is_an_error() -> None:
    expected = f"pytest needs pytest 999.1 or newer, and {pytest.__version__} is installed"
    with pytest.raises(MissingExtraError, match=expected), required("pytest", "999.1", extra="x"):
        pass


@pytest.mark.parametrize(("module", "package"), FRAMEWORKS)
def test_an_old_framework_is_named_when_its_adapter_is_imported(module: str, package: str, tmp_path: Path) -> None:
    metadata = tmp_path / f"{package.replace('-', '_')}-0.0.1.dist-info" / "METADATA"
    metadata.parent.mkdir()
    metadata.write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 0.0.1\n", encoding="utf-8")
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import compressor.integrations.{module}"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.stderr.splitlines()[-1].startswith(
        f"compressor.errors.MissingExtraError: compressor.integrations for {package} needs {package} "
    )
    assert "0.0.1 is installed: pip install 'entity-compressor[" in run.stderr

"""Let an agent read files of the allowed folders, and no others."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from compressor.errors import InputError, OptionError


class AllowedFolders:
    """Folders whose files may be read, with all that is below them; links count by where they lead."""

    def __init__(self, folders: Iterable[str | Path]) -> None:
        self._roots = [_root(folder) for folder in folders]

    def file(self, path: str) -> Path:
        """Return the real path of a file; raises InputError where it is not in an allowed folder."""
        if not self._roots:
            raise InputError(f"{path!r} may not be read: the server allows no folder (start it with --allow FOLDER)")
        try:
            real = (self._roots[0] / Path(path).expanduser()).resolve(strict=True)  # an absolute path stays itself
        except (OSError, RuntimeError, ValueError):
            real = None
        # What is outside is refused in the same words as what is missing, so that nothing outside can be probed.
        if real is None or not real.is_file() or not any(real.is_relative_to(root) for root in self._roots):
            allowed = ", ".join(map(str, self._roots))
            raise InputError(f"{path!r} is no file in the allowed folders: expected one below {allowed}")
        return real


def _root(folder: str | Path) -> Path:
    root = Path(folder).resolve()
    if not root.is_dir():
        raise OptionError(f"allowed folder {str(folder)!r} is no folder: name one that exists")
    return root

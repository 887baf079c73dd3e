"""Get plans and actions out of what a model wrote, which may have prose and code fences around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FENCED = re.compile(r"^```[^\n]*\n(.*?)^```", re.DOTALL | re.MULTILINE)
_NUMBERING = re.compile(r"^[ \t]*(?:[-*]|\d{1,3}[.)])?[ \t]*`?")
_STEP = re.compile(r"[A-Za-z_]\w*[ \t]*=[ \t]*\S")


def plan_lines(reply: str) -> str:
    """Return the lines of a reply that are meant as steps; '' where there are none."""
    fenced = _FENCED.findall(reply)
    lines = ("\n".join(fenced) if fenced else reply).splitlines()
    bare = (_NUMBERING.sub("", line).rstrip().rstrip("`") for line in lines)
    return "\n".join(line for line in bare if _STEP.match(line))


_ACTION = re.compile(r"([A-Za-z_]\w{0,39})\(([^()]*)\)[^#\n]{0,80}#[ \t]*(\S[^\n]*)")
_PARAMETER = re.compile(r"[a-z_][a-z0-9_]{0,39}")


def proposed_actions(reply: str) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Yield the name, parameters and description of each `NAME(x, y)  # description` of a reply."""
    for line in reply.splitlines():
        match = _ACTION.match(_NUMBERING.sub("", line))
        if match:
            names = [part.split(":")[0].strip().lower() for part in match[2].split(",") if part.strip()]
            if names and all(map(_PARAMETER.fullmatch, names)) and len(set(names)) == len(names):
                yield match[1].lower(), tuple(names), match[3].strip().rstrip("`")

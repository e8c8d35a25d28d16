"""Writes `routes/<bff>.caddy`, the list of what each gateway lets through, from the committed OpenAPI documents.

`python gateway/generate_routes.py` writes the files; with `--check` it only says whether they are fresh.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

GATEWAY = Path(__file__).resolve().parent
CONTRACTS = GATEWAY.parent / "contracts"
BFFS = ("customer-bff", "ops-bff")
METHODS = ("get", "post", "put", "patch", "delete")


def routes(bff: str, document: Mapping[str, Any]) -> str:
    """The Caddy snippet that lets exactly the paths and methods of the document through."""
    lines = [f"# Made by gateway/generate_routes.py from contracts/{bff}.openapi.json.\n"]
    for path in sorted(document["paths"]):
        if not path.startswith("/api/"):
            continue
        methods = [method.upper() for method in METHODS if method in document["paths"][path]]
        matcher = "@" + re.sub(r"[^a-z0-9_]+", "_", path.lower()).strip("_")
        lines.append(
            f"{matcher} path_regexp {pattern(path)}\n"
            f"handle {matcher} {{\n"
            f'\timport {_snippet(document["paths"][path])} "{", ".join(methods)}" {" ".join(methods)}\n'
            "}\n"
        )
    return "\n".join(lines)


def _snippet(operations: Mapping[str, Any]) -> str:
    """By what the path is let through: one at which files come in says how large they may be."""
    files = any("x-max-body-bytes" in operation for operation in operations.values())
    return "route_of_files" if files else "route"


def pattern(path: str) -> str:
    """The regular expression (Go's) of the paths that a template stands for: a parameter is one segment."""
    parts = re.split(r"\{[^{}]+\}", path)
    return "^" + "[^/]+".join(re.escape(part) for part in parts) + "$"


def main(arguments: list[str]) -> int:
    """0 when the files are fresh or were written, 1 when `--check` finds one that is not."""
    stale = []
    for bff in BFFS:
        document = json.loads((CONTRACTS / f"{bff}.openapi.json").read_text(encoding="utf-8"))
        file = GATEWAY / "routes" / f"{bff}.caddy"
        text = routes(bff, document)
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            stale.append(file.relative_to(GATEWAY.parent))
            if "--check" not in arguments:
                file.parent.mkdir(exist_ok=True)
                file.write_text(text, encoding="utf-8")
    if "--check" in arguments and stale:
        print(f"not fresh: {', '.join(map(str, stale))}; run: python gateway/generate_routes.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

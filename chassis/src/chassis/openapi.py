"""`python -m chassis.openapi MODULE:FACTORY` prints the OpenAPI document of an app.

FACTORY takes no argument and makes the app; it must not need the environment. The output is the same, byte
for byte, as long as the interface is.
"""

import importlib
import json
import sys
from collections.abc import Sequence

from fastapi import FastAPI


def document_text(app: FastAPI) -> str:
    """The document as JSON with sorted keys, two spaces of indent and a newline at its end."""
    return json.dumps(app.openapi(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Prints the document of the app that the argument names; 2 and a line on stderr when it names none."""
    module_name, _, factory_name = arguments[0].partition(":") if len(arguments) == 1 else ("", "", "")
    if not module_name or not factory_name:
        print("usage: python -m chassis.openapi MODULE:FACTORY", file=sys.stderr)
        return 2
    factory = getattr(importlib.import_module(module_name), factory_name, None)
    app = factory() if callable(factory) else None
    if not isinstance(app, FastAPI):
        print(f"{arguments[0]} does not make a FastAPI app", file=sys.stderr)
        return 2
    sys.stdout.write(document_text(app))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

"""Writes the OpenAPI document of each service, from the backend's the contract module of each BFF, and the documents of
the events.

`python contracts/generate.py` writes them; with `--check` it writes nothing, and exits 1 naming every file that
is not what would be written.
"""

import json
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from contract_module import OperationMissing, contract_module

ROOT = Path(__file__).resolve().parent.parent
CONTRACTS = ROOT / "contracts"
BACKEND = CONTRACTS / "backend.openapi.json"
EVENTS = CONTRACTS / "events"
FACTORIES = {
    "backend": "backend.app:app_for_openapi",
    "customer-bff": "customer_bff.app:app_for_openapi",
    "ops-bff": "ops_bff.app:app_for_openapi",
}
BFFS = ("customer-bff", "ops-bff")


def main(arguments: list[str]) -> int:
    if arguments not in ([], ["--check"]):
        print("usage: python contracts/generate.py [--check]", file=sys.stderr)
        return 2
    check = bool(arguments)
    stale: list[Path] = []

    def settle(path: Path, text: str) -> None:
        if path.exists() and path.read_text() == text:
            return
        if check:
            stale.append(path)
        else:
            path.write_text(text)
            print(f"wrote {path.relative_to(ROOT)}")

    with ThreadPoolExecutor() as pool:
        events = pool.submit(event_documents)
        # A BFF's document depends on its contract module: when that is to be written, it goes first.
        documents = {service: pool.submit(openapi_document, service) for service in FACTORIES if check}
        backend = documents["backend"].result() if check else openapi_document("backend")
        settle(BACKEND, backend)
        for bff in BFFS:
            try:
                settle(contract_path(bff), contract_module(backend, operations_used(bff)))
            except OperationMissing as missing:
                print(f"{bff} uses {missing}, which the backend does not have", file=sys.stderr)
                return 1
        for bff in BFFS:
            text = documents[bff].result() if check else openapi_document(bff)
            settle(CONTRACTS / f"{bff}.openapi.json", text)
        for path, text in events.result().items():
            settle(path, text)
    for path in set(EVENTS.glob("*")) - events.result().keys():
        if check:
            stale.append(path)
        else:
            path.unlink()
            print(f"removed {path.relative_to(ROOT)}")
    for path in stale:
        print(f"{path.relative_to(ROOT)} is not up to date: 'make contracts' mends it", file=sys.stderr)
    return 1 if stale else 0


def openapi_document(service: str) -> str:
    """The document of a service, made in a process of its own so that one service's models are not another's."""
    command = [sys.executable, "-m", "chassis.openapi", FACTORIES[service]]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def event_documents() -> dict[Path, str]:
    """The documents of the events, by where they are kept."""
    command = [sys.executable, "-m", "backend.events.contract"]
    made = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return {
        EVENTS / name: json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
        for name, document in json.loads(made).items()
    }


def operations_used(bff: str) -> list[str]:
    """The operations of the backend that the BFF declares it uses, in `[tool.waybill.contract]`."""
    with (ROOT / bff / "pyproject.toml").open("rb") as file:
        operations: list[str] = tomllib.load(file)["tool"]["waybill"]["contract"]["operations"]
    return operations


def contract_path(bff: str) -> Path:
    return ROOT / bff / "src" / bff.replace("-", "_") / "backend_api" / "contract.py"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

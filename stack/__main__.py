"""`python -m stack run` starts the platform and stays until it is ended; `down` ends it from elsewhere.

`run --without-frontend` starts no portals, for who needs none of their pages: they take a minute to build.
"""

import asyncio
import contextlib
import dataclasses
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

from stack import record
from stack.output import PrefixedLines
from stack.ports import taken_ports
from stack.processes import FRONTEND_BUILD, stages, workers_settings
from stack.settings import ROOT, InvalidSetting, StackSettings
from stack.supervisor import Supervisor


def run(settings: StackSettings) -> int:
    """Until Ctrl-C or SIGTERM (0), or until a process fails (1)."""
    with record.held(settings.folder) as alone:
        if not alone:
            return _refuse(
                "a stack started from here runs already: 'make down' ends it, 'make logs' shows it"
            )
        taken = list(taken_ports(settings))
        if taken:
            return _refuse(*taken)
        if settings.frontend and not FRONTEND_BUILD.exists():
            return _refuse(
                "the portals are not built: 'make run' builds them, '--without-frontend' does without"
            )
        if not settings.environment.get("DYNAMODB_LOCAL_DATA"):
            # Told by tables that are gone: the new ones' products have the same ids, and would be taken for repeats.
            shutil.rmtree(settings.folder / "analytics", ignore_errors=True)
        planned = stages(settings)
        width = max(len(process.name) for stage in planned for process in stage)
        try:
            with PrefixedLines(settings.folder / "stack.log", width=width) as output:
                announcement = what_to_open if settings.frontend else what_to_open_without_frontend
                return asyncio.run(Supervisor(planned, settings, output, announcement=announcement).run())
        finally:
            record.remove(settings.folder)


def what_to_open(addresses: Mapping[str, str]) -> Sequence[str]:
    return (
        "Waybill runs. Open",
        f"  {addresses['shop_gateway']}/   the shop; sign in as ada, grace or linus",
        f"  {addresses['ops_gateway']}/   the operations desk; sign in as sam (agent) or olivia (manager)",
        f"  {addresses['shop_gateway']}/docs   the shop's API",
        f"  {addresses['ops_gateway']}/docs   the operations desk's API",
        *_behind_the_doors(addresses),
    )


def what_to_open_without_frontend(addresses: Mapping[str, str]) -> Sequence[str]:
    return (
        "Waybill runs, without its portals. Open",
        f"  {addresses['shop_gateway']}/docs   the shop's API; sign in as ada, grace or linus",
        f"  {addresses['ops_gateway']}/docs   the operations desk's API; sign in as sam (agent) or olivia (manager)",
        *_behind_the_doors(addresses),
    )


def _behind_the_doors(addresses: Mapping[str, str]) -> Sequence[str]:
    return (
        f"  {addresses['identity']}        the identity provider of development: nobody has a password",
        f"  {addresses['dynamodb_local']}        DynamoDB Local, for any AWS client",
        "Behind the gateways:",
        f"  {addresses['customer_bff']}/docs   customer-bff",
        f"  {addresses['ops_bff']}/docs   ops-bff",
        f"  {addresses['backend']}/docs   the Account Management Service, which takes the BFFs' passports alone",
        "In another terminal, 'make seed' loads products and orders to look at. Ctrl-C ends it all.",
    )


def down(settings: StackSettings) -> int:
    """Ends the stack of this folder, or what a killed one left behind. 0 also when there is none."""
    known = record.read(settings.folder)
    with record.held(settings.folder) as alone:
        if known is None:
            return 0
        if not alone:
            os.kill(known.supervisor, signal.SIGTERM)
    if not alone:
        _wait_until_free(settings)
        return 0
    for name, group in reversed(known.leftovers().items()):
        print(f"ending {name} ({group}), left by a stack that was killed")
        with contextlib.suppress(ProcessLookupError):
            os.killpg(group, signal.SIGTERM)
    record.remove(settings.folder)
    return 0


def logs(settings: StackSettings) -> int:
    """Follows the log of the stack that runs; shows the last one's when none does."""
    log_file = settings.folder / "stack.log"
    if not log_file.exists():
        return _refuse("no stack has been started from here: 'make run'")
    with record.held(settings.folder) as alone:
        follow = [] if alone else ["-F"]
    with contextlib.suppress(KeyboardInterrupt):
        subprocess.run(["tail", "-n", "200", *follow, log_file])
    return 0


def as_backend(settings: StackSettings, *program: str) -> int:
    """Runs a Python program with the settings of the backend of the stack that runs; its exit code."""
    known = record.read(settings.folder)
    addresses = (known.addresses if known else None) or settings.addresses()
    environment = workers_settings(settings, addresses)
    return subprocess.run([sys.executable, *program], cwd=ROOT, env=environment).returncode


def _wait_until_free(settings: StackSettings) -> None:
    while True:
        with record.held(settings.folder) as alone:
            if alone:
                return
        time.sleep(0.1)


def _refuse(*reasons: str) -> int:
    for reason in reasons:
        print(f"stack: {reason}", file=sys.stderr)
    return 1


def main(arguments: list[str]) -> int:
    try:
        settings = StackSettings.from_environment()
    except InvalidSetting as invalid:
        return _refuse(str(invalid))
    match arguments:
        case ["run"]:
            return run(settings)
        case ["run", "--without-frontend"]:
            return run(dataclasses.replace(settings, frontend=False))
        case ["down"]:
            return down(settings)
        case ["logs"]:
            return logs(settings)
        case ["as-backend", *program] if program:
            return as_backend(settings, *program)
    return _refuse(
        "python -m stack run [--without-frontend] | down | logs | as-backend PROGRAM [ARGUMENT...]"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

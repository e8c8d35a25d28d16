"""What is known on disk of a stack that runs: who supervises it, its processes' ids, its addresses."""

import fcntl
import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass
class Record:
    """`processes` are process groups by name, in start order; `addresses` is empty until all are ready."""

    supervisor: int
    processes: dict[str, int] = field(default_factory=dict)
    started_at: dict[str, str] = field(default_factory=dict)
    addresses: Mapping[str, str] = field(default_factory=dict)

    def add(self, name: str, pid: int) -> None:
        self.processes[name] = pid
        self.started_at[name] = start_time(pid)

    def write(self, folder: Path) -> None:
        """Replaces the record whole, so that a reader never sees half of one."""
        new = folder / "stack.json.new"
        new.write_text(json.dumps(asdict(self), indent=2) + "\n")
        new.replace(folder / "stack.json")

    def leftovers(self) -> dict[str, int]:
        """The processes that still run, told from others that have got the same id since."""
        return {
            name: pid
            for name, pid in self.processes.items()
            if self.started_at.get(name) and start_time(pid) == self.started_at[name]
        }


def read(folder: Path) -> Record | None:
    try:
        return Record(**json.loads((folder / "stack.json").read_text()))
    except FileNotFoundError:
        return None


def remove(folder: Path) -> None:
    (folder / "stack.json").unlink(missing_ok=True)


def start_time(pid: int) -> str:
    """When the process started, or "" when there is none."""
    try:
        shown = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True)
    except FileNotFoundError:  # a machine without ps: nothing is taken for a leftover
        return ""
    return shown.stdout.strip()


@contextmanager
def held(folder: Path) -> Iterator[bool]:
    """True while this process is the one stack of `folder`. The system lets go of it even after a kill -9."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True

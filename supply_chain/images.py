"""No secret in an image, and none that runs as root: `python -m supply_chain.images IMAGE...`.

Every layer is read, not what is left at the end: what one layer adds and the next removes is still shipped.
"""

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import IO, Any

from stack import development_secrets

SCANNER = Path(sys.executable).with_name("kingfisher")
RULES = Path(__file__).with_name("secret_rules.yml")
SECRETS_FOUND = 200  # the scanner's exit code

IN_CONFIGURATIONS = ["--exclude-rule=waybill.registry-host", "--skip-regex=^[0-9A-F]{40}$"]
"""Python's image names who signed it, by an OpenPGP fingerprint."""

IN_FILES = [
    "--exclude-rule=waybill.random-key",
    "--exclude-rule=waybill.named-secret",
    "--exclude-rule=waybill.registry-host",
    "--exclude-rule=betterleaks.generic-credential-uri",
    "--exclude-rule=betterleaks.jwt",
]
"""Foreign packages hold digests, and examples of URLs and tokens, but nobody's key."""


class Scan:
    """Texts for the scanner, each under a number: by its path it would pass over site-packages and node_modules."""

    def __init__(self, folder: Path, options: Sequence[str]) -> None:
        folder.mkdir()
        self._folder = folder
        self._options = options
        self._origins: list[str] = []
        self._taken: set[bytes] = set()

    def take(self, origin: str, content: IO[bytes], name: str) -> None:
        """Once for all that hold the same: images share most of their packages."""
        text = content.read()
        digest = hashlib.sha256(text).digest()
        if digest not in self._taken:
            self._taken.add(digest)
            file = self._folder / str(len(self._origins)) / name
            file.parent.mkdir()
            file.write_bytes(text)
            self._origins.append(origin)

    def findings(self) -> Iterator[str]:
        """Where a secret lies and of which kind it is, not the secret itself."""
        if not self._origins:
            return
        options = ["--quiet", "--no-validate", "--no-update-check", "--redact", "--no-dedup", "--format=json"]
        cache = f"--rule-cache-dir={Path(sys.executable).parent.with_name('kingfisher')}"
        command = [str(SCANNER), "scan", ".", "--git-history=none", *options, cache, f"--rules-path={RULES}"]
        done = subprocess.run([*command, *self._options], cwd=self._folder, stdout=subprocess.PIPE, text=True)
        if done.returncode not in (0, SECRETS_FOUND):
            raise subprocess.CalledProcessError(done.returncode, "kingfisher")
        for found in json.loads(done.stdout)["findings"]:
            origin = self._origins[int(PurePosixPath(found["finding"]["path"]).parts[0])]
            yield f"{origin} holds a secret: {found['rule']['name']}"


def faults(archive: Path) -> Iterator[str]:
    """What is wrong with the images of a `docker save`, a line for each."""
    named = _names_of_secrets()
    with tempfile.TemporaryDirectory() as folder, tarfile.open(archive) as saved:
        configurations = Scan(Path(folder, "configurations"), IN_CONFIGURATIONS)
        files = Scan(Path(folder, "files"), IN_FILES)
        images = json.load(_member(saved, "manifest.json"))
        for image in images:
            name = image["RepoTags"][0]
            yield from _faults_of_configuration(
                name, json.load(_member(saved, image["Config"]))["config"], named
            )
            configurations.take(
                f"{name}: its configuration or history", _member(saved, image["Config"]), "config.json"
            )
        first_with = {layer: image["RepoTags"][0] for image in reversed(images) for layer in image["Layers"]}
        for layer, name in first_with.items():
            with tarfile.open(fileobj=_member(saved, layer)) as entries:
                for entry in entries:
                    if _is_out_of_place(PurePosixPath(entry.name), named):
                        yield f"{name}: {entry.name} is out of place"
                    content = entries.extractfile(entry) if entry.isreg() and entry.size else None
                    if content:
                        files.take(f"{name}: {entry.name}", content, PurePosixPath(entry.name).name)
        yield from configurations.findings()
        yield from files.findings()


def _names_of_secrets() -> set[str]:
    """What files and settings are called that hold a secret of development."""
    with tempfile.TemporaryDirectory() as folder:
        development_secrets.make(Path(folder))
        return {"signing-keys.json"} | {file.name for file in Path(folder).rglob("*") if file.is_file()}


def _faults_of_configuration(name: str, configuration: dict[str, Any], named: set[str]) -> Iterator[str]:
    user = configuration.get("User", "").partition(":")[0]
    if not user.isdigit() or int(user) == 0:  # of a name, a cluster cannot see that it is not root's
        yield f"{name}: runs as {user or 'root'}, not as a number other than 0"
    for setting in configuration.get("Env") or []:
        variable = setting.partition("=")[0]
        if variable in named:
            yield f"{name}: sets {variable}"


def _is_out_of_place(path: PurePosixPath, named: set[str]) -> bool:
    return ".git" in path.parts or path.name == ".env" or path.name.startswith(".env.") or path.name in named


def _member(saved: tarfile.TarFile, name: str) -> IO[bytes]:
    content = saved.extractfile(name)
    if content is None:
        raise ValueError(f"{name} is no file")
    return content


def main(images: Sequence[str]) -> int:
    if not images:
        print("usage: python -m supply_chain.images IMAGE...", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "images.tar"
        subprocess.run(["docker", "save", "--output", archive, *images], check=True)
        found = sorted(faults(archive))
    print("\n".join(found) or f"{len(images)} images: no secret, none runs as root")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""`make check-secrets` and `make check-history`, over a repository with faults planted in it."""

import base64
import os
import random
import shutil
import string
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

pytestmark = pytest.mark.process

ROOT = Path(__file__).resolve().parents[2]


class Repository:
    """A fresh repository that has this one's Makefile and rules."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(
            ROOT / "supply_chain", folder / "supply_chain", ignore=shutil.ignore_patterns("tests")
        )
        for file in ("Makefile", ".gitignore"):
            shutil.copy(ROOT / file, folder)
        self.git("init", "--quiet")

    def git(self, *arguments: str) -> None:
        names = ["-c", "user.name=Ada", "-c", "user.email=ada@shop.example"]
        subprocess.run(["git", *names, *arguments], cwd=self.folder, check=True)

    def commit(self, message: str) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    def make(self, target: str) -> "subprocess.CompletedProcess[str]":
        command = ["make", "--old-file=setup", f"BIN={ROOT / '.venv/bin'}", target]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
        return subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


RANDOM = random.Random(1)  # the same values in every run


def random_token() -> str:
    return base64.b64encode(RANDOM.randbytes(32)).decode()


def aws_key() -> str:
    """An id and its secret: a scanner that knows them wants both."""
    identity = "AKIA" + "".join(RANDOM.choices(string.ascii_uppercase + "234567", k=16))
    return f"AWS_ACCESS_KEY_ID={identity}\n  AWS_SECRET_ACCESS_KEY={base64.b64encode(RANDOM.randbytes(30)).decode()}"


def private_key() -> str:
    key = ec.generate_private_key(ec.SECP256R1())
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


PLACES = {
    "settings.py": 'VALUE = """{}"""\n',
    "settings.yml": "value: |\n  {}\n",
    "settings.env": 'VALUE="{}"\n',
    "settings.js": "start(`{}`)\n",
}


@pytest.mark.parametrize(
    ("rule", "secret"),
    [
        ("WAYBILL.RANDOM-KEY", random_token),
        ("BETTERLEAKS.AWS-ACCESS-TOKEN", aws_key),
        ("BETTERLEAKS.PRIVATE-KEY", private_key),
    ],
)
def test_a_secret_is_found_wherever_it_lies(
    repository: Repository, rule: str, secret: Callable[[], str]
) -> None:
    """Each kind, in each kind of file, also in one that git was not yet told of; its value is not printed."""
    planted = {name: secret() for name in PLACES}
    for name, value in planted.items():
        (repository.folder / name).write_text(PLACES[name].format(value))
    found = repository.make("check-secrets")
    assert found.returncode != 0
    findings = [finding + "\n" for finding in found.stdout.split("\n\n") if rule in finding]
    for name, value in planted.items():
        assert any(f"./{name}\n" in finding for finding in findings), found.stdout
        assert value not in found.stdout


@pytest.mark.parametrize("name", ["signing_key", "Password", "client-secret"])
def test_a_value_called_a_secret_is_found(repository: Repository, name: str) -> None:
    """Its name gives away what is no token by its form."""
    (repository.folder / "settings.ini").write_text(f"{name}: {RANDOM.randbytes(16).hex()}")
    assert "./settings.ini\n" in repository.make("check-secrets").stdout


def test_the_host_of_a_registry_is_found(repository: Repository) -> None:
    """Lock files and documents are to work behind any mirror."""
    (repository.folder / "package-lock.json").write_text(
        '{"resolved": "https://registry.n' + 'pmjs.org/a.tgz"}'
    )
    assert "./package-lock.json\n" in repository.make("check-secrets").stdout


def test_what_is_no_secret_passes(repository: Repository) -> None:
    """Digests of lock files, keys in ignored files, and a line that says why it is none."""
    (repository.folder / "a.lock").write_text(f"a==1 --hash=sha256:{RANDOM.randbytes(32).hex()}\n")
    sha512 = base64.b64encode(RANDOM.randbytes(64)).decode()
    (repository.folder / "package-lock.json").write_text(f'"integrity": "sha512-{sha512}"\n')
    (repository.folder / ".env").write_text(f"TOKEN={random_token()}\n")
    (repository.folder / "vectors.py").write_text(
        f'K = "{random_token()}"  # kingfisher:ignore, from RFC 0000\n'
    )
    passed = repository.make("check-secrets")
    assert passed.returncode == 0, passed.stdout


def test_a_commit_keeps_what_a_later_one_removes(repository: Repository) -> None:
    """The tree is clean again, its history is not."""
    (repository.folder / "settings.py").write_text(f'K = "{random_token()}"\n')
    repository.commit("Add settings")
    (repository.folder / "settings.py").unlink()
    repository.commit("Remove settings")
    assert repository.make("check-secrets").returncode == 0
    found = repository.make("check-history")
    assert found.returncode != 0
    assert "settings.py\n" in found.stdout


def test_a_secret_in_a_commit_message_is_found(repository: Repository) -> None:
    """A message is kept for as long as what it is about."""
    repository.commit(f"Try with {random_token()}")
    assert repository.make("check-history").returncode != 0

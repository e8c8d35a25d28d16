"""Where the files are: a folder, or a bucket of S3. In both a file is there as a whole or not at all, is never changed,
and of two who add one of the same name at the same time one is told that he was late."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple, Protocol
from urllib.parse import urlsplit

from botocore.exceptions import ClientError

from backend.events.aws import open_client


class Stored(NamedTuple):
    """A file: its name, with `/` between folders, and when it was added."""

    name: str
    added_at: datetime


class NoSuchFile(LookupError):
    """It has been removed since its name was read."""


class Store(Protocol):
    """Calls block; each may raise what its medium raises."""

    def names(self, folder: str = "") -> Iterator[Stored]:
        """All files in the folder and below it."""

    def read(self, name: str) -> bytes:
        """Raises NoSuchFile."""

    def add(self, name: str, content: bytes) -> bool:
        """Whether it was added; False when there is one of that name. After an exception it may be there."""

    def remove(self, name: str) -> None:
        """What is not there is no error."""


def open_store(address: str, *, endpoint_url: str | None, region: str) -> Store:
    """The store at `s3://bucket/prefix`, or in the folder of that path."""
    if address.startswith("s3://"):
        parts = urlsplit(address)
        client = open_client("s3", endpoint_url=endpoint_url, region=region, read_seconds=30)
        return BucketStore(client, parts.netloc, parts.path.strip("/"))
    return FolderStore(Path(address))


class FolderStore:
    """A folder on this machine."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def names(self, folder: str = "") -> Iterator[Stored]:
        for path in sorted((self._root / folder).rglob("*.parquet")):
            try:
                added = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            except FileNotFoundError:
                continue
            yield Stored(path.relative_to(self._root).as_posix(), added)

    def read(self, name: str) -> bytes:
        try:
            return (self._root / name).read_bytes()
        except FileNotFoundError as error:
            raise NoSuchFile(name) from error

    def add(self, name: str, content: bytes) -> bool:
        target = self._root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor, draft = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".draft")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.link(draft, target)  # the name appears with its content, and only if nobody has it
        except FileExistsError:
            return False
        finally:
            Path(draft).unlink()
        _keep_name(target.parent)
        return True

    def remove(self, name: str) -> None:
        (self._root / name).unlink(missing_ok=True)


class BucketStore:
    """A bucket of S3, below a prefix."""

    def __init__(self, client: Any, bucket: str, prefix: str) -> None:
        self._client, self._bucket = client, bucket
        self._prefix = f"{prefix}/" if prefix else ""

    def names(self, folder: str = "") -> Iterator[Stored]:
        wanted = f"{self._prefix}{folder}/" if folder else self._prefix
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=wanted)
        for page in pages:
            for found in page.get("Contents", ()):
                yield Stored(found["Key"].removeprefix(self._prefix), found["LastModified"].astimezone(UTC))

    def read(self, name: str) -> bytes:
        try:
            answer = self._client.get_object(Bucket=self._bucket, Key=self._prefix + name)
        except ClientError as error:
            if error.response["Error"]["Code"] == "NoSuchKey":
                raise NoSuchFile(name) from error
            raise
        content: bytes = answer["Body"].read()
        return content

    def add(self, name: str, content: bytes) -> bool:
        key = self._prefix + name
        try:
            self._client.put_object(Bucket=self._bucket, Key=key, Body=content, IfNoneMatch="*")
        except ClientError as error:
            if error.response["Error"]["Code"] == "PreconditionFailed":
                return False
            raise
        return True

    def remove(self, name: str) -> None:
        self._client.delete_object(Bucket=self._bucket, Key=self._prefix + name)


def _keep_name(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

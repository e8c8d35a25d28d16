"""A folder as a store."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from backend.analytics.stores import FolderStore, NoSuchFile, open_store

NAME = "type=a/date=2026-11-25/00000000-00000000.parquet"


def test_of_two_who_add_one_is_late(tmp_path: Path) -> None:
    """However many at once, one file is there, whole, and one was told so; no draft is left."""
    store = FolderStore(tmp_path)
    contents = [bytes([number]) * 100_000 for number in range(16)]
    with ThreadPoolExecutor(8) as pool:
        added = list(pool.map(lambda content: store.add(NAME, content), contents))
    assert added.count(True) == 1
    assert store.read(NAME) == contents[added.index(True)]
    assert [path.name for path in (tmp_path / NAME).parent.iterdir()] == [Path(NAME).name]


def test_a_folder_is_listed_and_emptied(tmp_path: Path) -> None:
    """By name, whole or one folder of it; what is removed is gone, and removing it again is no error."""
    store = open_store(str(tmp_path / "new"), endpoint_url=None, region="us-east-1")
    assert list(store.names()) == []
    store.add(NAME, b"1")
    store.add("type=b/date=2026-11-25/00000000-00000000.parquet", b"2")
    assert len(list(store.names())) == 2
    assert [stored.name for stored in store.names("type=a/date=2026-11-25")] == [NAME]
    store.remove(NAME)
    store.remove(NAME)
    with pytest.raises(NoSuchFile):
        store.read(NAME)

"""Parents are read before their children."""

from __future__ import annotations

from backend.events.lineage import Lineage, Shard


def lineage(*shards: tuple[str, str | None]) -> Lineage:
    made = Lineage()
    made.learn(Shard(*shard) for shard in shards)
    return made


def test_a_child_waits_for_its_parent() -> None:
    """However they are listed; when the parent is done, all its children may be read."""
    made = lineage(("b", "a"), ("c", "a"), ("a", None))
    assert made.start() == ["a"]
    assert made.start() == []
    made.finish("a")
    assert sorted(made.start()) == ["b", "c"]


def test_a_parent_that_is_listed_no_longer_is_past() -> None:
    """All that was in it has been trimmed: there is nothing to wait for."""
    assert lineage(("b", "a")).start() == ["b"]


def test_a_parent_being_read_is_waited_for_though_unlisted() -> None:
    """What was learnt once is remembered: a listing that lacks it changes nothing."""
    made = lineage(("a", None))
    assert made.start() == ["a"]
    made.learn([Shard("b", "a")])
    assert made.start() == []


def test_what_is_finished_is_not_read_again() -> None:
    """Neither when it is listed again, nor after a restart."""
    made = lineage()
    made.finish("a")
    made.learn([Shard("a", None), Shard("b", "a")])
    assert made.start() == ["b"]

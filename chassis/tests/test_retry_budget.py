import pytest

from chassis.retry_budget import RetryBudget


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def retries_granted(budget: RetryBudget, requests: int) -> int:
    """How many retries are granted when every one of `requests` fails and asks for two."""
    granted = 0
    for _ in range(requests):
        budget.count_request()
        granted += budget.take_retry() + budget.take_retry()
    return granted


def test_a_quiet_service_may_retry() -> None:
    """The floor is there before any request was counted."""
    budget = RetryBudget(floor=2)
    assert [budget.take_retry() for _ in range(3)] == [True, True, False]


def test_a_dead_upstream_gets_at_most_a_tenth_more() -> None:
    """However many requests fail, retries stay within a tenth of them, plus the floor."""
    assert retries_granted(RetryBudget(), 2000) <= 0.1 * 2000 + 10


def test_the_check_sees_a_missing_budget() -> None:
    """Without a budget the same load would be tripled, which the check above refuses."""
    with pytest.raises(AssertionError):
        assert retries_granted(RetryBudget(share=2.0), 2000) <= 0.1 * 2000 + 10


def test_what_was_spent_comes_back() -> None:
    """Retries of more than ten seconds ago count no more."""
    clock = Clock()
    budget = RetryBudget(floor=1, clock=clock)
    assert budget.take_retry()
    assert not budget.take_retry()
    clock.now = 9.9
    assert not budget.take_retry()
    clock.now = 10.0
    assert budget.take_retry()


def test_requests_of_long_ago_pay_for_nothing() -> None:
    """A burst of requests earns retries for ten seconds, not for ever."""
    clock = Clock()
    budget = RetryBudget(floor=0, clock=clock)
    for _ in range(100):
        budget.count_request()
    clock.now = 20.0
    assert not budget.take_retry()

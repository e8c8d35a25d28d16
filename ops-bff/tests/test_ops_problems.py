from chassis.problems import ProblemDetail
from ops_bff.problems import RELAYED


def test_every_relayed_problem_has_a_name_of_its_own() -> None:
    """Two kinds of one status and code could not be told apart."""
    assert len({(kind.status, kind.code) for kind in RELAYED}) == len(RELAYED)


def test_no_fault_of_ours_is_the_callers() -> None:
    """The backend's `not_signed_in` and `not_allowed` are about this service, and are not passed on."""
    assert {kind.code for kind in RELAYED if kind.status in (401, 403)} == {"manager_needed"}


def test_members_are_named_one_by_one() -> None:
    """No problem passes on whatever is there: each schema adds the members it means."""
    for kind in RELAYED:
        declared = set(kind.schema.model_fields) - set(ProblemDetail.model_fields)
        assert kind.schema is ProblemDetail or declared

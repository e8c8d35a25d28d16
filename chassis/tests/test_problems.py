"""chassis.problems"""

from chassis.problems import (
    NotFound,
    NotReady,
    Overloaded,
    Problem,
    ProblemDetail,
    ServiceUnavailable,
    documented,
)


class Gone(Problem):
    status = 404
    code = "gone_fishing"
    title = "Gone fishing"


class LakeDetail(ProblemDetail):
    lake: str


class LakeUnknown(Problem):
    status = 404
    code = "lake_unknown"
    title = "Lake unknown"
    schema = LakeDetail
    example = {"lake": "Loch Ness"}  # noqa: RUF012  # as Problem declares it


def test_problems_of_one_status_share_an_entry() -> None:
    """Each status has one entry, which gives an example of each kind and refers to each schema once."""
    responses = documented(NotFound, Gone, LakeUnknown, Gone, ServiceUnavailable)
    assert list(responses) == [404, 503]
    media = responses[404]["content"]["application/problem+json"]
    assert list(media["examples"]) == ["not_found", "gone_fishing", "lake_unknown"]
    assert media["schema"] == {
        "anyOf": [
            {"$ref": "#/components/schemas/ProblemDetail"},
            {"$ref": "#/components/schemas/LakeDetail"},
        ]
    }
    assert media["examples"]["lake_unknown"]["value"]["lake"] == "Loch Ness"


def test_only_problem_json_is_documented() -> None:
    """A documented problem has no other media type than application/problem+json."""
    assert list(documented(NotFound)[404]["content"]) == ["application/problem+json"]


def test_unavailability_always_says_when_to_try_again() -> None:
    """Every 503 carries Retry-After, and its raiser may choose another value."""
    for kind in (ServiceUnavailable, Overloaded, NotReady):
        assert kind("…").headers == {"Retry-After": "1"}
    assert ServiceUnavailable("…", headers={"Retry-After": "30"}).headers == {"Retry-After": "30"}

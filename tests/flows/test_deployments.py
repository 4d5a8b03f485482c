"""prefect.yaml, the deployments of `reportdiff serve`, and the flows: all three say the same."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from prefect import Flow
from prefect.events.schemas.automations import EventTrigger, Posture
from prefect.flows import load_flow_from_entrypoint

from reportdiff.errors import ReportdiffError
from reportdiff.operations import DEPLOYMENTS, LOST_RUNS, Place, Planned, _automation, _deployments, _serve


@pytest.fixture(scope="module")
def said(project: Path) -> dict[str, dict[str, Any]]:
    """The deployments of prefect.yaml by name."""
    read = yaml.safe_load((project / "prefect.yaml").read_text(encoding="utf-8"))
    return {one["name"]: one for one in read["deployments"]}


def flow_of(project: Path, one: dict[str, Any]) -> Flow[..., Any]:
    file, _, name = one["entrypoint"].partition(":")
    return load_flow_from_entrypoint(f"{project / file}:{name}")


PLANNED = pytest.mark.parametrize("planned", DEPLOYMENTS, ids=lambda one: one.name)


def test_both_ways_serve_the_same_deployments(said: dict[str, dict[str, Any]]) -> None:
    assert sorted(said) == sorted(planned.name for planned in DEPLOYMENTS)


@PLANNED
def test_every_entry_point_leads_to_the_flow_with_its_hooks(
    planned: Planned, said: dict[str, dict[str, Any]], project: Path
) -> None:
    flow = flow_of(project, said[planned.name])
    assert flow.name == planned.name
    assert [hook.__name__ for hook in flow.on_failure_hooks] == ["tell_of_failure"]
    assert [hook.__name__ for hook in flow.on_crashed_hooks] == ["tell_of_failure"]


@PLANNED
def test_every_parameter_that_is_set_exists(
    planned: Planned, said: dict[str, dict[str, Any]], project: Path
) -> None:
    flow = flow_of(project, said[planned.name])
    assert set(said[planned.name]["parameters"]) <= set(flow.parameters.properties)
    assert set(flow.parameters.required) <= set(said[planned.name]["parameters"])
    flow.validate_parameters({**said[planned.name]["parameters"]})


@PLANNED
def test_every_parameter_says_what_it_means(planned: Planned) -> None:
    described = {name: one.get("description", "") for name, one in planned.flow.parameters.properties.items()}
    assert described
    assert {name for name, words in described.items() if len(words) < 10} == set()


@PLANNED
def test_schedules_limits_tags_and_words_are_the_same_both_ways(
    planned: Planned, said: dict[str, dict[str, Any]]
) -> None:
    one = said[planned.name]
    assert one["schedules"] == [{"cron": planned.cron, "timezone": _deployments.TIME_ZONE}]
    assert one["description"] == planned.description
    assert one["tags"] == list(_deployments.TAGS)
    limit = _deployments.ONE_AT_A_TIME
    assert one["concurrency_limit"] == {
        "limit": limit.limit,
        "collision_strategy": limit.collision_strategy.value,
    }
    assert dict(planned.parameters).items() <= one["parameters"].items()


@PLANNED
def test_runs_beat_often_enough_for_the_automation_that_marks_lost_ones(
    planned: Planned, said: dict[str, dict[str, Any]]
) -> None:
    environment = said[planned.name]["work_pool"]["job_variables"]["env"]
    assert environment["PREFECT_FLOWS_HEARTBEAT_FREQUENCY"] == str(_automation.HEARTBEAT_SECONDS)
    trigger = LOST_RUNS.trigger
    assert isinstance(trigger, EventTrigger)
    assert trigger.posture is Posture.Proactive
    assert trigger.within == timedelta(seconds=3 * _automation.HEARTBEAT_SECONDS)
    assert f"prefect.tag.{_deployments.TAGS[0]}" in str(trigger.match_related)


def test_a_served_deployment_names_the_flow_that_has_the_hooks(tmp_path: Path) -> None:
    place = Place(tmp_path / "corpora", tmp_path / "outputs", to=tmp_path / "public")
    for planned in _serve._wanted(place):
        made = _serve._deployment(planned, place)
        assert made.entrypoint is not None
        flow = load_flow_from_entrypoint(made.entrypoint)
        assert [hook.__name__ for hook in flow.on_failure_hooks] == ["tell_of_failure"]
        assert made.parameters["output"] == str(tmp_path / "outputs")


def test_nothing_is_published_where_no_place_is_named(tmp_path: Path) -> None:
    named = [planned.name for planned in _serve._wanted(Place(tmp_path, tmp_path))]
    assert named == ["fetch-editions", "compare-series"]


def test_another_schedule_takes_the_place_of_ours(tmp_path: Path) -> None:
    place = Place(tmp_path, tmp_path, time_zone="Asia/Tokyo", crons={"compare-series": "5 6 * * *"})
    times = [_serve._times(_serve._deployment(planned, place)) for planned in _serve._wanted(place)]
    assert times == ["0 4 * * 1 (Asia/Tokyo)", "5 6 * * * (Asia/Tokyo)"]


@pytest.mark.parametrize(("zone", "cron"), [("Nowhere/Atall", "0 4 * * 1"), ("UTC", "every day")])
def test_a_schedule_that_is_none_is_one_clear_error(tmp_path: Path, zone: str, cron: str) -> None:
    place = Place(tmp_path, tmp_path, time_zone=zone, crons={"fetch-editions": cron})
    with pytest.raises(ReportdiffError, match="is no schedule"):
        _serve._deployment(_serve._wanted(place)[0], place)


def test_a_deployment_that_there_is_not_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ReportdiffError, match="there are fetch-editions, compare-series, publish"):
        _serve._wanted(Place(tmp_path, tmp_path, crons={"compare": "0 4 * * 1"}))

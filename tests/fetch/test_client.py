"""The client: politeness, patience and its ends, limits, and where it lets itself be led."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from fetch.conftest import (
    PDF,
    SYMBOL,
    Playing,
    Reply,
    Trial,
    cut,
    failing,
    kept,
    pdf_document,
    sent_on,
    whole,
)
from reportdiff.errors import FetchError
from reportdiff.fetch import Limits, Outcome, Result, Wish, fetch_editions
from reportdiff.fetch._client import Client
from reportdiff.fetch._server import server_at


def outcome_of(trial: Trial, *replies: Reply, **more: Limits) -> Outcome:
    """What becomes of one document that is answered so."""
    trial.server.play(SYMBOL, *replies)
    (outcome,) = trial.fetch(**more).outcomes
    return outcome


def placed(trial: Trial) -> bytes:
    return (trial.folder / "en/2016.pdf").read_bytes()


# ------------------------------------------------------------------------------ politeness


def test_every_request_says_who_asks_and_that_nothing_is_to_be_packed(trial: Trial) -> None:
    trial.fetch(contact="library@example.org")
    _, headers = trial.server.asked[0]
    assert headers["user-agent"].startswith("reportdiff/")
    assert "fetches recurring reports; library@example.org" in headers["user-agent"]
    assert headers["accept-encoding"] == "identity"
    assert "cookie" not in headers


def test_requests_keep_their_distance(trial: Trial) -> None:
    trial.fetch("2013..2016", limits=Limits(pause=2.5))
    assert len(trial.server.asked) == 4
    assert trial.time.slept == [2.5, 2.5, 2.5]


def test_the_pause_named_by_a_busy_server_is_kept(trial: Trial) -> None:
    data = pdf_document()
    assert outcome_of(trial, failing(429, Retry_After="37"), whole(data)).result is Result.NEW
    assert trial.time.slept == [37.0]
    assert placed(trial) == data


def test_a_pause_named_as_a_time_of_day_is_kept(trial: Trial) -> None:
    later = "Tue, 01 May 2018 12:01:30 GMT"
    assert outcome_of(trial, failing(503, Retry_After=later), whole(pdf_document())).result is Result.NEW
    assert trial.time.slept == [90.0]


@pytest.mark.parametrize("told", ["soon", "-5", "1e9", "Tue, 99 May", "9" * 400])
def test_a_pause_that_makes_no_sense_is_our_own(trial: Trial, told: str) -> None:
    assert outcome_of(trial, failing(500, Retry_After=told), whole(pdf_document())).result is Result.NEW
    assert trial.time.slept == [2.0]


def test_a_server_out_of_order_is_asked_again_with_growing_pauses(trial: Trial) -> None:
    replies = [failing(500), failing(502), failing(503), whole(pdf_document())]
    assert outcome_of(trial, *replies).result is Result.NEW
    assert trial.time.slept == [2.0, 4.0, 8.0]


def test_patience_ends(trial: Trial) -> None:
    outcome = outcome_of(trial, failing(500))
    assert outcome.result is Result.REFUSED
    assert outcome.note == "the server answered 500; try again later: what came is kept"
    assert len(trial.server.asked) == 4


@pytest.mark.parametrize("status", [400, 401, 403, 451])
def test_a_plain_refusal_is_not_asked_about_again(trial: Trial, status: int) -> None:
    assert outcome_of(trial, failing(status)).note == f"the server answered {status}"
    assert len(trial.server.asked) == 1


def test_a_document_that_is_not_there_is_not_asked_for_again(trial: Trial) -> None:
    assert outcome_of(trial, failing(404)).result is Result.ABSENT
    assert len(trial.server.asked) == 1


def test_a_server_that_is_not_there_ends_the_run(trial: Trial) -> None:
    home = trial.server.home
    trial.server.server_close()
    wish = Wish(trial.corpus, "office", "2015..2016", server=home)
    fetched = fetch_editions(wish, clock=trial.time.clock)
    assert [one.result for one in fetched.outcomes] == [Result.REFUSED, Result.NOT_ASKED]
    assert "cannot be reached" in fetched.outcomes[0].note
    assert trial.time.slept == [2.0, 4.0, 8.0]


# ------------------------------------------------------------------------------ going on


def test_a_download_that_broke_off_is_gone_on_with(trial: Trial) -> None:
    data = pdf_document()
    assert outcome_of(trial, cut(data, 700, ETag='"one"'), kept(data)).result is Result.NEW
    assert placed(trial) == data
    assert trial.server.headers_of("range") == [None, "bytes=700-"]
    assert trial.server.headers_of("if-range") == [None, '"one"']


def test_a_document_that_changed_in_between_comes_anew(trial: Trial) -> None:
    old, new = pdf_document(), pdf_document(count=90)
    outcome = outcome_of(trial, cut(old, 700, ETag='"one"'), kept(new, '"two"'))
    assert outcome.result is Result.NEW
    assert placed(trial) == new


@pytest.mark.parametrize(
    "headers", [{}, {"ETag": 'W/"one"'}, {"Last_Modified": "Sat, 01 Jan 2050 00:00:00 GMT"}]
)
def test_without_a_firm_mark_of_its_state_a_download_begins_again(
    trial: Trial, headers: dict[str, str]
) -> None:
    data = pdf_document()
    assert outcome_of(trial, cut(data, 700, **headers), whole(data)).result is Result.NEW
    assert trial.server.headers_of("range") == [None, None]
    assert placed(trial) == data


def test_a_last_change_well_in_the_past_is_a_firm_mark(trial: Trial) -> None:
    data = pdf_document()
    changed = "Tue, 01 May 2018 10:00:00 GMT"
    rest = whole(data[700:], status=206, Content_Range=f"bytes 700-{len(data) - 1}/{len(data)}")
    assert outcome_of(trial, cut(data, 700, Last_Modified=changed), rest).result is Result.NEW
    assert trial.server.headers_of("if-range") == [None, changed]
    assert placed(trial) == data


@pytest.mark.parametrize("told", ["bytes 0-9/10", "bytes 699-2000/2001", "pages 700-", ""])
def test_a_rest_that_begins_elsewhere_is_not_joined(trial: Trial, told: str) -> None:
    data = pdf_document()
    wrong = whole(data[700:], status=206, Content_Range=told)
    assert outcome_of(trial, cut(data, 700, ETag='"one"'), wrong, whole(data)).result is Result.NEW
    assert placed(trial) == data


def test_a_rest_that_begins_elsewhere_is_not_joined_although_its_length_fits(trial: Trial) -> None:
    data = pdf_document()
    told = f"bytes 699-{len(data) - 1}/{len(data)}"
    wrong = whole(data[699:-1], status=206, Content_Range=told)
    assert outcome_of(trial, cut(data, 700, ETag='"one"'), wrong, whole(data)).result is Result.NEW
    assert placed(trial) == data


def test_a_rest_of_another_length_than_told_is_not_kept(trial: Trial) -> None:
    data = pdf_document()
    short = whole(data[700:-5], status=206, Content_Range=f"bytes 700-{len(data) - 1}/{len(data)}")
    assert outcome_of(trial, cut(data, 700, ETag='"one"'), short, whole(data)).result is Result.NEW
    assert placed(trial) == data


def test_a_server_that_will_not_go_on_is_asked_for_the_whole(trial: Trial) -> None:
    data = pdf_document()
    replies = [cut(data, 700, ETag='"one"'), failing(416), whole(data)]
    assert outcome_of(trial, *replies).result is Result.NEW
    assert trial.server.headers_of("range") == [None, "bytes=700-", None]


@pytest.mark.parametrize(
    "about",
    [
        "",
        "[]",
        "{",
        '{"url": 3}',
        '{"url": "https://elsewhere.example/", "etag": "\\"one\\""}',
        '{"etag": 3}',
    ],
)
def test_notes_on_a_download_that_make_no_sense_are_not_trusted(trial: Trial, about: str) -> None:
    parts = trial.folder / ".fetch"
    parts.mkdir()
    (parts / "en-2016.pdf").write_bytes(b"something else")
    (parts / "en-2016.pdf.json").write_text(about, encoding="utf-8")
    data = pdf_document()
    assert outcome_of(trial, kept(data)).result is Result.NEW
    assert trial.server.headers_of("range") == [None]
    assert placed(trial) == data


def test_a_link_in_place_of_a_download_is_not_followed(trial: Trial, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine", encoding="utf-8")
    parts = trial.folder / ".fetch"
    parts.mkdir()
    (parts / "en-2016.pdf").symlink_to(victim)
    (parts / "en-2016.pdf.json").symlink_to(victim)
    assert outcome_of(trial, whole(pdf_document())).result is Result.NEW
    assert victim.read_text(encoding="utf-8") == "mine"
    assert not (trial.folder / "en/2016.pdf").is_symlink()


# ------------------------------------------------------------------------------ limits


def endless(playing: Playing) -> None:
    """A body that goes on for as long as anybody listens, without ever saying how long it is."""
    playing.head(200, {"Content-Type": PDF, "Connection": "close"})
    playing.wfile.write(b"%PDF-1.7\n")
    for _ in range(100_000):
        playing.wfile.write(b"x" * 100)
    playing.close_connection = True


def test_a_slow_drip_ends_when_its_time_is_up(trial: Trial) -> None:
    trial.time.each_look = 0.5
    outcome = outcome_of(trial, endless, limits=Limits(seconds=60, idle=10))
    assert outcome.result is Result.REFUSED
    assert outcome.note == "it took longer than 60 seconds; try again: what came is kept"
    assert len(trial.server.asked) == 1


def test_headers_that_never_come_to_an_end_have_a_time_too(trial: Trial) -> None:
    def going_on(playing: Playing) -> None:
        for _ in range(1_000_000):
            playing.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n" * 10)

    trial.time.each_look = 5
    outcome = outcome_of(trial, going_on, limits=Limits(seconds=100, idle=10))
    assert "longer than 100 seconds" in outcome.note
    assert len(trial.server.asked) == 1


def test_a_server_that_falls_silent_is_not_waited_for(trial: Trial) -> None:
    over = threading.Event()

    def silent(playing: Playing) -> None:
        playing.head(200, {"Content-Type": PDF, "Content-Length": "1000"})
        over.wait(10)

    try:
        outcome = outcome_of(trial, silent, limits=Limits(idle=0.05, attempts=2))
    finally:
        over.set()
    assert "fell silent" in outcome.note
    assert len(trial.server.asked) == 2


def test_a_huge_body_is_refused_by_its_announced_length(trial: Trial) -> None:
    def huge(playing: Playing) -> None:
        playing.head(200, {"Content-Type": PDF, "Content-Length": str(1 << 50)})

    outcome = outcome_of(trial, huge)
    assert outcome.note.startswith("it is larger than 1 MB")
    assert trial.files == []


def test_a_huge_body_without_a_length_is_refused_where_it_passes_the_limit(trial: Trial) -> None:
    outcome = outcome_of(trial, endless)
    assert outcome.note.startswith("it is larger than 1 MB")
    assert trial.files == []


def test_a_rest_does_not_carry_a_file_over_the_limit(trial: Trial) -> None:
    data = pdf_document()
    limits = Limits(size=len(data) - 1)
    rest = kept(data)
    broken = cut(data[:-2], 700, ETag='"one"')
    assert "larger than" in outcome_of(trial, broken, rest, limits=limits).note


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "application/msword", "image/png", "x" * 500])
def test_another_type_is_refused_before_its_body_is_read(trial: Trial, kind: str) -> None:
    outcome = outcome_of(trial, whole(b"<html>", kind))
    assert outcome.result is Result.REFUSED
    assert "not a PDF" in outcome.note
    assert len(outcome.note) < 200


@pytest.mark.parametrize("kind", ["application/pdf;charset=x", "APPLICATION/PDF", "application/octet-stream"])
def test_a_type_may_carry_more_or_say_nothing(trial: Trial, kind: str) -> None:
    assert outcome_of(trial, whole(pdf_document(), kind)).result is Result.NEW


def test_a_packed_body_is_refused(trial: Trial) -> None:
    assert "packed" in outcome_of(trial, whole(b"...", Content_Encoding="gzip")).note


def test_an_answer_that_is_no_http_is_refused_in_one_line(trial: Trial) -> None:
    def gibberish(playing: Playing) -> None:
        playing.wfile.write(b"\x00\xff\r\nwhat\r\n\r\n")
        playing.close_connection = True

    outcome = outcome_of(trial, gibberish)
    assert outcome.result is Result.REFUSED
    assert outcome.note.isprintable()


def test_an_answer_that_nothing_has_changed_is_refused_where_nothing_was_known(trial: Trial) -> None:
    assert outcome_of(trial, whole(b"", status=304)).result is Result.REFUSED
    assert trial.files == []


def test_marks_of_a_state_that_could_not_be_sent_back_are_dropped(trial: Trial) -> None:
    data = pdf_document()
    assert outcome_of(trial, whole(data, ETag='"\xe9"', Last_Modified="x" * 400)).result is Result.NEW
    assert "etag" not in (trial.folder / "fetched.toml").read_text(encoding="utf-8")


# ------------------------------------------------------------------------------ where it is led


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_on_the_same_server_is_followed(trial: Trial, status: int) -> None:
    data = pdf_document()
    trial.server.play("/doc/file.pdf", whole(data))
    assert outcome_of(trial, sent_on("/doc/file.pdf#page=2", status)).result is Result.NEW
    assert [path for path, _ in trial.server.asked][1] == "/doc/file.pdf"
    assert placed(trial) == data


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "gopher://127.0.0.1/x",
        "data:application/pdf,x",
        "http://127.0.0.1:1/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "//elsewhere.example/x",
        "https://elsewhere.example/x",
        "https://documents.un.org/",
        "http://user:word@{host}/x",
        "http://{host}@elsewhere.example/",
        "http://{host}\\@elsewhere.example/",
        "http://[/",
        "http://{host}:99999999/",
        "http://{host}.elsewhere.example/",
        "http://document\u0455.un.org/",
    ],
)
def test_a_redirect_anywhere_else_is_refused(
    trial: Trial, location: str, only_this_machine: list[str]
) -> None:
    target = location.replace("{host}", trial.server.home.removeprefix("http://"))
    outcome = outcome_of(trial, sent_on(target.encode().decode("latin-1")))
    assert outcome.result is Result.REFUSED
    assert "leads to" in outcome.note
    assert outcome.note.isprintable()
    assert len(trial.server.asked) == 1
    assert only_this_machine == []


def test_redirects_in_a_circle_end(trial: Trial) -> None:
    trial.server.play("/round", sent_on("/round"))
    assert "sent on more than 5 times" in outcome_of(trial, sent_on("/round")).note
    assert len(trial.server.asked) == 6


def test_a_redirect_without_an_address_is_refused(trial: Trial) -> None:
    assert outcome_of(trial, whole(b"", status=302)).result is Result.REFUSED


def test_a_name_of_the_document_system_that_leads_to_this_machine_is_not_connected_to(
    trial: Trial, only_this_machine: list[str]
) -> None:
    wish = Wish(trial.corpus, "office", "2016")
    fetched = fetch_editions(wish, clock=trial.time.clock, resolve=lambda _host, _port: ["127.0.0.1"])
    assert "is at 127.0.0.1, which is no public address" in fetched.outcomes[0].note
    assert only_this_machine == []


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("http://documents.un.org", "only this machine itself may be asked without encryption"),
        ("http://10.0.0.1", "without encryption"),
        ("file:///x", "neither https nor http"),
        ("https://", "which is no address"),
        ("https://host/path", "more than a server"),
        ("https://me:word@host", "carries a name or password"),
        ("host", "neither https nor http"),
    ],
)
def test_another_server_is_https_or_this_machine(address: str, says: str) -> None:
    with pytest.raises(FetchError, match=says):
        server_at(address)


def test_the_document_system_may_send_on_to_its_own_hosts_and_no_other_port() -> None:
    server = server_at()
    start = server.address("A/1", "zh-Hans", "docx")
    assert start == "https://documents.un.org/api/symbol/access?s=A/1&l=zh&t=docx"
    assert server.onward(start, "https://docs.un.org/zh/A/1") == "https://docs.un.org/zh/A/1"
    assert server.onward(start, "/doc/1.pdf") == "https://documents.un.org/doc/1.pdf"
    for elsewhere in ("http://docs.un.org/zh/A/1", "https://docs.un.org:8443/", "https://un.org/"):
        with pytest.raises(FetchError, match="not one of the servers"):
            server.onward(start, elsewhere)


def test_a_client_without_attempts_says_so(trial: Trial) -> None:
    client = Client(server_at(trial.server.home), Limits(attempts=0), trial.time.clock)
    with pytest.raises(FetchError, match="allow at least one attempt"):
        client.patiently(lambda: None)

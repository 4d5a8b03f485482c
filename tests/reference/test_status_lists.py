"""Status lists are read to the last line, and a line that is not understood is named."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from reportdiff.errors import ReferenceListError
from reportdiff.model import Participation
from reportdiff.reference import Given, read_list, read_reference

HEADER = 'Participant,Signature,"Ratification, Acceptance(A), Approval(AA), Accession(a), Succession(d)"\n'
ROWS = """Norway,13 Dec 2000,23 Sep 2003
Fiji,,19 Sep 2017 a
Japan,12 Dec 2000,
Czech Republic,,1 Jan 1993 d
European Union,12 Dec 2000,21 May 2004 AA
Samplia,1 Feb 2001,2 March 2002 A
"""


def _file(folder: Path, rows: str = ROWS, name: str = "18-12.csv", header: str = HEADER) -> Path:
    path = folder / name
    path.write_text(header + rows, encoding="utf-8")
    return path


def _by_name(path: Path) -> dict[str, Participation]:
    return {one.participant: one for one in read_list(path).participations}


def test_a_participant_has_its_code_dates_and_act(tmp_path: Path) -> None:
    found = _by_name(_file(tmp_path))
    assert found["Norway"] == Participation(
        "Norway", "NOR", "state", date(2000, 12, 13), date(2003, 9, 23), "ratification"
    )
    assert found["Fiji"].act == "accession"
    assert found["Czech Republic"].act == "succession"
    assert found["Samplia"].act == "acceptance"


def test_a_signature_alone_makes_no_party(tmp_path: Path) -> None:
    japan = _by_name(_file(tmp_path))["Japan"]
    assert (japan.party_since, japan.act) == (None, None)


def test_participants_that_are_no_states_are_marked(tmp_path: Path) -> None:
    found = _by_name(_file(tmp_path))
    assert [(one.kind, one.code) for one in (found["European Union"], found["Samplia"])] == [
        ("organization", None),
        ("other", None),
    ]
    _, notes = read_reference(tmp_path)
    assert "18-12.csv: not known as a State or organization: Samplia" in notes


def test_of_several_columns_of_acts_the_earliest_date_counts(tmp_path: Path) -> None:
    header = "Participant,Participation by ratification of the Protocol,Accession(a)\n"
    found = _by_name(_file(tmp_path, "Fiji,2 Feb 1990,\nNiue,,2010-05-04 a\n", header=header))
    assert found["Fiji"].party_since == date(1990, 2, 2)
    assert (found["Niue"].party_since, found["Niue"].signed) == (date(2010, 5, 4), None)


def test_marks_of_notes_are_no_part_of_a_name(tmp_path: Path) -> None:
    assert set(_by_name(_file(tmp_path, 'China 1,,1 Jan 2001\n"Denmark 2, 3",,1 Jan 2001\n'))) == {
        "China",
        "Denmark",
    }


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("Norway,,31 Feb 2003\n", "line 2: “31 Feb 2003” is no date"),
        ("Norway,,1 Jan 2003 x\n", "line 2: “1 Jan 2003 x” is no date"),
        ("Norway,,1 Foo 2003\n", "line 2: “1 Foo 2003” is no date"),
        ("Norway,,1 Jan 2003\nNorway,,1 Jan 2003\n", "line 3: “Norway” stands in line 2 too"),
        ("Norway,1 Jan 2003\n", "line 2: 2 columns, where the first line has 3"),
        (",,1 Jan 2003\n", "line 2: it names no participant"),
        ("\n\nNorway,,2003\n", "line 4: “2003” is no date"),
        ('Norway,,"1 Jan 2003\n', "line 2: it is no CSV"),
    ],
)
def test_a_line_that_is_not_understood_is_refused_with_its_number(
    tmp_path: Path, rows: str, said: str
) -> None:
    path = _file(tmp_path, rows)
    with pytest.raises(ReferenceListError, match=re.escape(f"{path}, {said}")) as refused:
        read_list(path)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("content", [b"", b"\n \n", b"Country,Capital\nNorway,Oslo\n", b"Participant\n"])
def test_a_file_that_is_no_status_list_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "18-12.csv"
    path.write_bytes(content)
    with pytest.raises(ReferenceListError, match="Participant, Signature"):
        read_list(path)


def test_bytes_that_are_no_utf8_are_refused_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "18-12.csv"
    path.write_bytes(HEADER.encode() + "Côte d'Ivoire,,1 Jan 2001\n".encode("latin-1"))
    with pytest.raises(ReferenceListError, match="line 2: it is not UTF-8"):
        read_list(path)


# --------------------------------------------------------------------------------- files and folders


def test_a_list_is_as_of_its_latest_entry_unless_it_is_said(tmp_path: Path) -> None:
    (one,), notes = read_reference(_file(tmp_path))
    assert (one.instrument, one.name, one.as_of, one.source) == (
        "untoc",
        "18-12",
        date(2017, 9, 19),
        "18-12.csv",
    )
    assert any("taken to be as of 2017-09-19" in note for note in notes)
    (said,), notes = read_reference(tmp_path, Given(as_of=date(2018, 1, 1), source="The depositary"))
    assert (said.as_of, said.source) == (date(2018, 1, 1), "The depositary")
    assert not any("as of" in note for note in notes)


def test_a_list_cannot_be_older_than_its_latest_entry(tmp_path: Path) -> None:
    with pytest.raises(ReferenceListError, match="as of 2017-01-01, but has an entry of 2017-09-19"):
        read_reference(_file(tmp_path), Given(as_of=date(2017, 1, 1)))


def test_a_file_beside_the_lists_says_what_they_do_not(tmp_path: Path) -> None:
    _file(tmp_path)
    _file(tmp_path, name="own.csv")
    settings = 'source = "Our files"\n[lists.own]\ninstrument = "uncac"\nas_of = 2019-01-01\n'
    (tmp_path / "reference.toml").write_text(settings, encoding="utf-8")
    lists, _ = read_reference(tmp_path)
    assert [(one.name, one.instrument, one.as_of.year, one.source) for one in lists] == [
        ("18-12", "untoc", 2017, "Our files"),
        ("own", "uncac", 2019, "Our files"),
    ]


@pytest.mark.parametrize(
    "settings",
    ["source = ", "sources = 'x'", "as_of = '2019-01-01'", "as_of = 2019-01-01T00:00:00", "lists = 1"],
)
def test_a_mistake_in_that_file_is_one_line(tmp_path: Path, settings: str) -> None:
    _file(tmp_path)
    (tmp_path / "reference.toml").write_text(settings, encoding="utf-8")
    with pytest.raises(ReferenceListError, match=r"reference\.toml") as refused:
        read_reference(tmp_path)
    assert "\n" not in str(refused.value)


def test_a_list_of_another_treaty_is_left_out_of_a_folder_and_refused_alone(tmp_path: Path) -> None:
    other = _file(tmp_path, name="6-17.csv")
    _file(tmp_path)
    lists, notes = read_reference(tmp_path)
    assert [one.name for one in lists] == ["18-12"]
    assert any(note.startswith("6-17.csv is the list of no instrument") for note in notes)
    with pytest.raises(ReferenceListError, match="add --instrument"):
        read_reference(other)
    (said,), _ = read_reference(other, Given(instrument="uncac"))
    assert said.instrument == "uncac"


def test_what_cannot_be_loaded_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ReferenceListError, match="there is no CSV file in it"):
        read_reference(tmp_path)
    with pytest.raises(ReferenceListError, match="cannot be opened"):
        read_reference(tmp_path / "18-12.csv")
    with pytest.raises(ReferenceListError, match="“peace” is no instrument; the instruments are untoc"):
        read_reference(_file(tmp_path), Given(instrument="peace"))


def test_real_lists_are_read_and_every_participant_is_known(shared: Path) -> None:
    lists, notes = read_reference(shared / "reference" / "un-treaties")
    assert len(lists) == 9
    assert not any("not known" in note for note in notes)
    parties = {one.name: sum(each.party_since is not None for each in one.participations) for one in lists}
    # Counted by means of their own: non-empty last cells of the file.
    assert (parties["18-12"], parties["18-12-c"], parties["18-14"]) == (
        _filled(shared, "18-12"),
        _filled(shared, "18-12-c"),
        _filled(shared, "18-14"),
    )


def _filled(shared: Path, name: str) -> int:
    lines = (shared / "reference" / "un-treaties" / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    return sum(not line.endswith(",") for line in lines[1:] if line)

"""LibreOffice as a second reader of what we write: it opens a file, accepts or rejects, saves as text."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">
Sub Resolve(source As String, command As String, target As String)
  Dim opened(0) As New com.sun.star.beans.PropertyValue
  Dim saved(1) As New com.sun.star.beans.PropertyValue
  opened(0).Name = "Hidden"
  opened(0).Value = True
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, opened())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, Array())
  saved(0).Name = "FilterName"
  saved(0).Value = "Text (encoded)"
  saved(1).Name = "FilterOptions"
  saved(1).Value = "UTF8,LF"
  document.storeToURL(target, saved())
  document.close(True)
End Sub
</script:module>"""


def office() -> str:
    """LibreOffice; without it the test is skipped."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("needs LibreOffice (soffice), which is not installed")
    return program


def resolved_text(file: Path, folder: Path, *, accepted: bool) -> list[str]:
    """The paragraphs of a Word file once all its tracked changes are accepted, or rejected."""
    profile = folder / "profile"
    _install_macro(profile)
    target = folder / f"{file.stem}-{'accepted' if accepted else 'rejected'}.txt"
    command = f".uno:{'Accept' if accepted else 'Reject'}AllTrackedChanges"
    macro = f'macro:///Standard.Module1.Resolve("{file.as_uri()}","{command}","{target.as_uri()}")'
    run(profile, macro)
    assert target.is_file(), "LibreOffice did not save the file"
    return target.read_text(encoding="utf-8-sig").removesuffix("\n").split("\n")


def pdf_of(file: Path, folder: Path) -> Path:
    """The file set as pages."""
    run(folder / "profile", "--convert-to", "pdf", "--outdir", str(folder), str(file))
    made = folder / f"{file.stem}.pdf"
    assert made.is_file(), "LibreOffice did not make a PDF"
    return made


def run(profile: Path, *arguments: str) -> None:
    """LibreOffice without windows; it ends with 0 even where it failed, so look for what it was to make."""
    command = [office(), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", *arguments]
    subprocess.run(command, capture_output=True, timeout=300, check=False)  # noqa: S603


def _install_macro(profile: Path) -> None:
    module = profile / "user/basic/Standard/Module1.xba"
    if not module.exists():  # a new profile is filled with an empty module of this name
        run(profile, "--terminate_after_init")
    module.write_text(_MODULE, encoding="utf-8")

"""A file is written whole, or the old one stays and nothing is left behind."""

import os
from pathlib import Path

import pytest

from tui.files.atomic import write_atomically


def test_text_and_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_atomically(path, "Bär\r\n")
    assert path.read_bytes() == "Bär\r\n".encode()
    write_atomically(path, b"\x00\xff")
    assert path.read_bytes() == b"\x00\xff"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_keeps_the_old_file_and_leaves_nothing_behind(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")

    def fail(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((os, "fsync", fail) if step == "fsync" else (Path, "replace", fail)))
    with pytest.raises(OSError, match="cannot write the file: No space left on device") as raised:
        write_atomically(path, "new")
    assert raised.value.filename == str(path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_ctrl_c_in_the_middle_keeps_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")

    def interrupt(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_that_leads_to_itself_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.symlink_to(path)
    with pytest.raises(OSError, match="cannot write the file") as raised:
        write_atomically(path, "x")
    assert raised.value.filename == str(path)


@pytest.mark.parametrize("letter", ["a", "é", "政", "😀"])
def test_a_name_of_the_greatest_length_can_be_written(letter: str, tmp_path: Path) -> None:
    path = tmp_path / (letter * (255 // len(letter.encode())))
    write_atomically(path, "x")
    assert path.read_text() == "x"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_and_a_folder_in_its_place_are_said(tmp_path: Path) -> None:
    missing = tmp_path / "missing" / "a.txt"
    with pytest.raises(FileNotFoundError, match="cannot write the file") as raised:
        write_atomically(missing, "x")
    assert raised.value.filename == str(missing)
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="cannot write the file"):
        write_atomically(tmp_path / "folder", "x")
    assert [entry.name for entry in tmp_path.iterdir()] == ["folder"]


def test_a_write_protected_file_is_respected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    monkeypatch.setattr(os, "access", lambda *_arguments: False)
    with pytest.raises(PermissionError, match="it is write-protected"):
        write_atomically(path, "new")
    assert path.read_text() == "old"


@pytest.mark.skipif(os.name == "nt", reason="links and permissions as on Unix")
def test_a_link_stays_a_link_and_permissions_stay(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    write_atomically(link, "new")
    assert link.is_symlink()
    assert real.read_text() == "new"
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_long_name_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 240 + ".txt")
    write_atomically(path, "x")
    assert path.read_text() == "x"

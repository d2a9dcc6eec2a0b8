"""Each dependency is there for a written reason."""

import re
import tomllib

from tests.trust.terminal import PROJECT


def test_every_dependency_has_its_reason_and_licence() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional = project["optional-dependencies"].values()
    asked = [*project["dependencies"], *(each for group in optional for each in group)]
    named = {re.match(r"[\w.-]+", each)[0].lower() for each in asked}  # type: ignore[index]  # each begins with a name
    page = (PROJECT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = {
        cells[0].lower(): cells[1:]
        for cells in (
            [cell.strip() for cell in line.strip("|").split("|")]
            for line in page.splitlines()
            if line.startswith("| ")
        )
        if cells[0] != "package"
    }
    assert set(rows) == named
    assert all(reason and licence for reason, licence in rows.values())


def test_everything_is_pinned_with_hashes() -> None:
    pins = (PROJECT / "constraints.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", pins.strip())
    packages = [entry for entry in entries if not entry.startswith("#")]
    assert len(packages) > 40
    for entry in packages:
        assert re.match(r"[\w.-]+==\S+", entry), entry[:60]
        assert "--hash=sha256:" in entry
    assert "://" not in pins

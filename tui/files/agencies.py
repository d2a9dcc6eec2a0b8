"""The agencies to pick from: `data/agencies.toml`, with headcounts and where they were read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Final

from annotated_types import Ge, Le, MinLen

from tui.domain.deals import FILE, Day, Id, Only, Source, Text
from tui.files.reading import Rules, read
from tui.files.references import references, repeated
from tui.files.toml import Document, Finding, Table, read_document

MOST_PEOPLE: Final = 10_000_000


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency and how many people work there."""

    id: Id
    name: Text
    short: Text
    headcount: Annotated[int, Ge(0), Le(MOST_PEOPLE), Only(int)]
    sources: Annotated[tuple[str, ...], MinLen(1)]
    note: str = ""


@dataclass(frozen=True, slots=True)
class AgenciesFile:
    """All agencies of one file, in its order."""

    __pydantic_config__ = FILE

    title: Text
    as_of: Day
    sources: Mapping[str, Source] = field(metadata={"alias": "source"})
    by_id: Mapping[str, Agency] = field(metadata={"alias": "agency"})
    note: str = ""


def read_agencies(path: Path) -> AgenciesFile:
    """Read the agencies. Raises `ProblemsError` with all problems of the file at once."""
    return agencies_in(read_document(path))


def agencies_in(document: Document) -> AgenciesFile:
    return read(AgenciesFile, document, RULES)


def _some(table: Table) -> Iterator[Finding]:
    if table.get("agency", {}) == {}:
        yield Finding(("agency",), "at least one agency is needed", "add an [agency.ID] table")


def _sources(table: Table) -> Iterator[Finding]:
    known = table.get("source", {})
    kinds = {"source": known if isinstance(known, dict) else {}}
    yield from references(table, kinds, [("agency.*.sources.*", "source")])
    yield from repeated(table, ["agency.*.sources.*"])


RULES: Final[Rules] = (_some, _sources)

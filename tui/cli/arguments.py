"""What the arguments of a command mean: the catalog, the scenario and the day, offers, numbers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from tui.cli.options import Given
from tui.cli.output import RefusalError, say
from tui.domain.comparison import Case
from tui.domain.deals import Catalog, Offer
from tui.domain.scenario import Scenario, named_as_changed
from tui.domain.typed_numbers import parse_count, parse_number
from tui.files import places

Number = TypeVar("Number", int, Decimal)


@dataclass(frozen=True)
class Inputs(Case):
    """What a command works on."""

    scenario_path: Path | None


def read_inputs(
    given: Given,
    scenario_name: str | None = None,
    *,
    tell: Callable[[str], None] = say,
    is_exported: bool = False,
) -> Inputs:
    """Read the catalog and the scenario, then apply `--set`.

    `tell` hears what should be known about them. In what is exported, the name of a scenario that
    `--set` has changed says so. Raises `ProblemsError` for what is wrong in a
    file, `RefusalError` for what is not there.
    """
    from tui.files.catalog import read_catalog
    from tui.files.toml import take_in

    take_in(catalog_file(given))
    catalog = read_catalog(catalog_file(given))
    scenario, path = Scenario(), None
    if scenario_name is not None:
        scenario, path = read_named(scenario_name, catalog, given, tell)
    as_of = given.as_of or today()
    if given.settings:
        from tui.files.scenarios import with_setting

        named = scenario
        for setting in given.settings:
            scenario = with_setting(scenario, catalog, setting, as_of)
        scenario = named_as_changed(scenario, named) if is_exported else scenario
    return Inputs(catalog, scenario, as_of, path)


def today() -> date:
    return datetime.now().astimezone().date()


def read_named(
    name: str, catalog: Catalog, given: Given, tell: Callable[[str], None] = say
) -> tuple[Scenario, Path | None]:
    """Read a scenario, and where to save it: never over a file that carries it."""
    from tui.export.provenance import CARRIERS, opened, opening_notes
    from tui.files.toml import take_in

    path = scenario_file(name)
    take_in(path)
    scenario = opened(path, catalog)
    for words in opening_notes(path, catalog_file(given)):
        tell(words)
    return scenario, None if path.suffix.lower() in CARRIERS else path


def catalog_file(given: Given) -> Path:
    """The catalog asked for by `--data`, or the one that comes with the program."""
    return Path(given.data) if given.data is not None else places.catalog_path()


def is_made_again(scenario_name: str | None, target: str | None, ending: str) -> bool:
    """Tell whether a file takes the place of the one that carried its scenario, as that kind."""
    if scenario_name is None or target is None:
        return False
    from tui.export.provenance import CARRIERS

    if ending not in CARRIERS:
        return False
    source, path = scenario_file(scenario_name), Path(target)
    return source.suffix.lower() == ending and path.exists() and source.samefile(path)


def scenario_file(name: str) -> Path:
    """Find a scenario by its path, or else by its name among the ready ones."""
    path = Path(name)
    try:
        if path.exists():
            return path
    except (OSError, ValueError) as error:
        raise RefusalError(f"“{name}” cannot be a file: {error}") from error
    ready = dict(named_scenarios())
    if name in ready:
        return ready[name]
    from tui.files.toml import suggestion

    hint = suggestion(name, ready)
    raise RefusalError(
        f"“{name}” is neither a file nor a ready scenario{f' ({hint})' if hint else ''}"
    )


def named_scenarios() -> Iterator[tuple[str, Path]]:
    """Yield the name and file of the ready scenarios, then of the user's own, which win."""
    for folder in (places.scenarios_folder(), places.user_scenarios_folder()):
        for file in places.scenario_files(folder):
            yield file.stem, file


def offers_named(catalog: Catalog, names: Sequence[str]) -> Sequence[Offer]:
    """Give the offers of those ids, each once. Raises `RefusalError` with the nearest id."""
    for name in names:
        if name not in catalog.offers:
            from tui.files.toml import suggestion

            hint = suggestion(name, catalog.offers)
            raise RefusalError(f"there is no offer “{name}”{f' ({hint})' if hint else ''}")
    return [catalog.offers[name] for name in dict.fromkeys(names)]


def amount(text: str) -> Decimal:
    """Read an amount as people write it: `1,000`, `$2.5M`."""
    return _quoted(parse_number, text)


def count(text: str) -> int:
    """Read a whole number as people write it: `1,000`, `1k`."""
    return _quoted(parse_count, text)


def _quoted(read: Callable[[str], Number], text: str) -> Number:
    try:
        return read(text)
    except ValueError as error:
        raise ValueError(f"“{text}”: {error}") from None

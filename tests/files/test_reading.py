"""What every field of a file's dataclass owes the reader, whoever adds one."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args, get_origin

import pytest

from tui.domain.deals import Catalog, Id, Only
from tui.domain.scenario import Scenario
from tui.files.agencies import AgenciesFile
from tui.files.reading import adapter
from tui.files.session import SessionFile
from tui.files.settings import Settings

CONVERTED = (int, bool, date, datetime, Decimal)
"""What pydantic would make of other values, too."""


def unguarded(hint: Any, path: str) -> Iterator[str]:
    """Yield where a value of another kind would be converted, and ids that are not checked."""
    if get_origin(hint) is Annotated:
        inner, *rules = get_args(hint)
        if inner not in CONVERTED or not any(isinstance(rule, Only) for rule in rules):
            yield from unguarded(inner, path)
    elif is_dataclass(hint):
        for one in fields(hint):
            yield from unguarded(one.type, f"{path}.{one.name}")
            if one.name == "id" and one.type != Id:
                yield f"{path}.id"
    elif hint in CONVERTED:
        yield path
    elif get_origin(hint) is not Literal:
        for inner in get_args(hint):
            yield from unguarded(inner, path)


@pytest.mark.parametrize("made", [Catalog, Scenario, AgenciesFile, Settings, SessionFile])
def test_no_value_is_converted_and_every_id_is_one(made: type) -> None:
    assert list(unguarded(made, made.__name__)) == []


@pytest.mark.parametrize(
    "table", [{"ended": 1}, {"as_of": datetime(2026, 1, 1)}, {"past": [[True, 0]]}]  # noqa: DTZ001  # of TOML
)  # fmt: skip
def test_the_guard_is_what_refuses(table: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="Value error"):
        adapter(SessionFile).validate_python({"scenarios": ["schema = 1"], **table})

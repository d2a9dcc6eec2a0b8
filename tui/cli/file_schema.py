"""The JSON Schemas (draft 2020-12) of the files that people write, for editors.

Nothing is written twice: names, kinds and bounds come from what the loader itself reads by, words
from `INPUTS` and from the texts under classes and fields. The few rules between keys that an editor
can check are in `_RULES`. The loader checks more.
"""

import ast
import inspect
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import cache
from textwrap import dedent
from typing import Any, Final

from pydantic.json_schema import GenerateJsonSchema

from tui.domain.deals import ID, Catalog, Offer, key_of
from tui.domain.scenario import AFTER_WORDS, CHARGE_WORDS, INPUTS, Scenario
from tui.export.json_shapes import DIALECT, Schema
from tui.files.agencies import AgenciesFile
from tui.files.reading import adapter, named_tables
from tui.files.settings import Settings
from tui.files.toml import SCHEMA

KINDS: Final[Mapping[str, tuple[type, str]]] = {
    "catalogue": (Catalog, "A catalog of OneGov agreements: data/deals.toml"),
    "scenario": (Scenario, "A what-if scenario"),
    "agencies": (AgenciesFile, "A list of agencies: data/agencies.toml"),
    "settings": (Settings, "The user's settings: deals settings --init writes a first file"),
}
"""The files by name: what each becomes, and what it is."""
_ID: Final = f"^{ID.pattern}$"
_RULES: Final[Mapping[str, Schema]] = {
    "PriceLine": {
        "oneOf": [{"required": ["price"]}, {"required": ["assume"]}],
        "dependentRequired": {"times": ["assume"]},
    },
}
"""Rules between the keys of one table, by the name of its dataclass."""
_DEFAULT_READING: Final[Schema] = {
    "contains": {"properties": {"default": {"const": True}}, "required": ["default"]},
    "minContains": 1,
    "maxContains": 1,
}
_NEVER_EMPTY: Final = frozenset({"offer", "agency"})
"""Tables without which a file says nothing."""
_CHOICE_WORDS: Final = dict[str, str]([*AFTER_WORDS.items(), *CHARGE_WORDS.items()])


def file_schema(kind: str) -> Schema:
    """Give the schema of one kind of file. Raises `KeyError`."""
    made, title = KINDS[kind]
    whole = adapter(made).json_schema(schema_generator=_FileSchema)
    definitions = whole.pop("$defs", {})
    del whole["description"]  # for those who write the program; the title says what it is
    properties, required = whole["properties"], whole.pop("required", [])
    for name in named_tables(made):
        table = properties[name]["additionalProperties"]["$ref"].rpartition("/")[2]
        properties[name]["propertyNames"] = {"pattern": _ID}
        del definitions[table]["properties"]["id"]
        definitions[table]["required"].remove("id")
        if name in required and name not in _NEVER_EMPTY:
            required.remove(name)
    if made is Settings:
        properties["keys"] |= _keys()
    else:
        required.insert(0, "schema")
    number = {"const": SCHEMA, "description": "The version of this file format."}
    return {
        "$schema": DIALECT,
        "title": title,
        **whole,
        **({"required": required} if required else {}),
        "properties": {"schema": number, **properties},
        "$defs": dict(sorted(definitions.items())),
    }


def _keys() -> Schema:
    from tui.app.keys import bindable

    actions = {
        action.id: {
            "type": "string",
            "minLength": 1,
            "description": action.why,
            "default": ", ".join(action.keys),
        }
        for action in bindable()
    }
    return {"properties": actions, "additionalProperties": False}


class _FileSchema(GenerateJsonSchema):
    """Pydantic's schema of a dataclass, as TOML has it and with the words of its source."""

    def sort(self, value: Schema, parent_key: str | None = None) -> Schema:  # noqa: ARG002  # an override
        return value  # in the order of the fields

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002  # an override
        return False

    def nullable_schema(self, schema: Any) -> Schema:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> Schema:
        inner, default = self.generate_inner(schema["schema"]), _plain(schema.get("default"))
        return inner if default is None else inner | {"default": default}

    def decimal_schema(self, schema: Any) -> Schema:
        bounds = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum"}
        return {"type": "number"} | {
            word: _plain(schema[bound]) for bound, word in bounds.items() if bound in schema
        }

    def function_after_schema(self, schema: Any) -> Schema:
        is_date = schema["schema"]["type"] == "date"
        return self.generate_inner(schema["schema"]) | ({"pattern": "-01$"} if is_date else {})

    def literal_schema(self, schema: Any) -> Schema:
        choices = schema["expected"]
        if all(choice in _CHOICE_WORDS for choice in choices):
            return {"oneOf": [{"const": choice, "description": _CHOICE_WORDS[choice]}
                              for choice in choices]}  # fmt: skip
        return {"enum": choices}

    def dataclass_schema(self, schema: Any) -> Schema:
        made = schema["cls"]
        table = super().dataclass_schema(schema)
        del table["title"]
        words = _words_under_fields(made)
        about = inspect.getdoc(made) or ""
        for one in fields(made):
            key = key_of(one)
            about = about.replace(f"`{one.name}`", f"`{key}`")
            text = INPUTS[one.name].help if made is Scenario else words.get(one.name)
            table["properties"][key] |= {"description": text} if text else {}
            table["properties"][key] |= {"pattern": _ID} if one.name == "id" else {}
        if made is Offer:
            table["properties"]["reading"] |= _DEFAULT_READING
        return {**table, "description": about, **_RULES.get(made.__name__, {})}


@cache
def _words_under_fields(made: type) -> Mapping[str, str]:
    (tree,) = ast.parse(dedent(inspect.getsource(made))).body
    assert isinstance(tree, ast.ClassDef)
    found: dict[str, str] = {}
    for statement, below in zip(tree.body, tree.body[1:], strict=False):
        if (
            isinstance(statement, ast.AnnAssign)
            and isinstance(statement.target, ast.Name)
            and isinstance(below, ast.Expr)
            and isinstance(below.value, ast.Constant)
            and isinstance(below.value.value, str)
        ):
            found[statement.target.id] = inspect.cleandoc(below.value.value)
    return found


def _plain(value: Any) -> Any:
    """Give a bound or default as JSON has it; None where there is none worth saying."""
    if value is None or value in ("", ()):
        return None
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else str(value)
    return value.isoformat() if isinstance(value, date) else value

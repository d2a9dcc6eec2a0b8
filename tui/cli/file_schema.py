"""The JSON Schemas (draft 2020-12) of the files that people write, for editors.

Nothing is written twice: names and kinds come from the shapes that the loader itself uses, bounds
from the fields' annotations, words from `INPUTS` and from the texts under classes and fields. The
few rules between keys that an editor can check stand in `_RULES`. The loader checks more.
"""

import ast
import inspect
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from datetime import date
from decimal import Decimal
from functools import cache
from textwrap import dedent
from typing import Annotated, Any, Final, get_args, get_origin, get_type_hints

from annotated_types import Ge, Gt, Le, MinLen, Predicate

from tui.domain.deals import Catalog
from tui.domain.scenario import AFTER_WORDS, CHARGE_WORDS, INPUTS, Input, Scenario
from tui.export.report_schema import DIALECT, Schema
from tui.files.agencies import AgenciesFile
from tui.files.settings import Settings
from tui.files.shapes import Shape, shape_of
from tui.files.toml import SCHEMA

KINDS: Final[Mapping[str, tuple[type, str]]] = {
    "catalogue": (Catalog, "A catalogue of OneGov agreements: data/deals.toml"),
    "scenario": (Scenario, "A what-if scenario"),
    "agencies": (AgenciesFile, "A list of agencies: data/agencies.toml"),
    "settings": (Settings, "The user's settings: deals settings --init writes a first file"),
}
"""The files by name: what each becomes, and what it is."""
_ID: Final = "^[a-z0-9][a-z0-9-]*$"
_TYPES: Final[Mapping[str, Schema]] = {
    "whole": {"type": "integer"},
    "number": {"type": "number"},
    "text": {"type": "string"},
    "choice": {"type": "string"},
    "switch": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "list": {"type": "array"},
}
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
    definitions: dict[str, Schema] = {}
    body = _table(shape_of(made), definitions)
    del body["description"]  # for those who write the program; the title says what it is
    number = {"const": SCHEMA, "description": "The version of this file format."}
    required = ["schema", *body.get("required", [])]
    if made is Settings:
        required.remove("schema")
        body["properties"]["keys"] |= _keys()
    return {
        "$schema": DIALECT,
        "title": title,
        **body,
        **({"required": required} if required else {}),
        "properties": {"schema": number, **body["properties"]},
        "$defs": dict(sorted(definitions.items())),
    }


def _keys() -> Schema:
    """Name the actions that can be given other keys, each with what it is good for."""
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


def _table(shape: Shape, definitions: dict[str, Schema]) -> Schema:
    """Describe a table with known keys."""
    made = shape.made
    hints = get_type_hints(made, include_extras=True)
    words = _words_under_fields(made)
    defaults = {one.name: one.default for one in fields(made)}
    properties: dict[str, Schema] = {}
    required = []
    for key, entry in shape.entries.items():
        one = _value(entry.shape, hints[entry.field], definitions)
        text = _help(made, entry.field) or words.get(entry.field, "")
        one |= {"description": text} if text else {}
        default = _plain(defaults[entry.field])
        one |= {"default": default} if default is not None else {}
        properties[key] = one
        if entry.field == "id":
            one["pattern"] = _ID
        if entry.required and (entry.shape.kind != "named" or key in _NEVER_EMPTY):
            required.append(key)
    if made.__name__ == "Offer":
        properties["reading"] |= _DEFAULT_READING
    about = inspect.getdoc(made) or ""
    for key, entry in shape.entries.items():
        about = about.replace(f"`{entry.field}`", f"`{key}`")
    found: Schema = {"type": "object", "description": about}
    found |= {"required": required} if required else {}
    found |= {"properties": properties, "additionalProperties": False}
    return found | _RULES.get(made.__name__, {})


def _value(shape: Shape, hint: Any, definitions: dict[str, Schema]) -> Schema:
    """Describe what is written at one place."""
    bounds = dict(_bounds(hint, shape))
    if shape.kind == "table":
        name: str = shape.made.__name__
        if name not in definitions:
            definitions[name] = {}
            definitions[name] = _table(shape, definitions)
        return {"$ref": f"#/$defs/{name}"}
    if shape.kind == "named" and shape.item is not None:
        inner = _value(shape.item, _argument(hint, 1), definitions)
        named: Schema = {"type": "object", "additionalProperties": inner}
        return named | ({"propertyNames": {"pattern": _ID}} if shape.of_tables else {})
    found = {**_TYPES[shape.kind], **bounds}
    if shape.kind == "list" and shape.item is not None:
        found["items"] = _value(shape.item, _argument(hint, 0), definitions)
    if shape.kind == "choice":
        return _choice(shape)
    return found


def _choice(shape: Shape) -> Schema:
    """Describe a choice; where each has words of its own, editors show them."""
    if all(choice in _CHOICE_WORDS for choice in shape.choices):
        return {"oneOf": [{"const": choice, "description": _CHOICE_WORDS[choice]}
                          for choice in shape.choices]}  # fmt: skip
    return {"enum": list(shape.choices)}


def _bounds(hint: Any, shape: Shape) -> Iterator[tuple[str, Any]]:
    """Yield the bounds beside a field, in the words of JSON Schema."""
    for part in _metadata(hint):
        if isinstance(part, MinLen):
            yield ("minItems" if shape.kind == "list" else "minLength"), part.min_length
        elif shape.kind == "date" and isinstance(part, Predicate):
            yield "pattern", "-01$"
        elif shape.kind in ("whole", "number"):
            if isinstance(part, Ge):
                yield "minimum", _plain(part.ge)
            elif isinstance(part, Gt):
                yield "exclusiveMinimum", _plain(part.gt)
            elif isinstance(part, Le):
                yield "maximum", _plain(part.le)


def _metadata(hint: Any) -> Iterator[Any]:
    """Yield everything that annotates a hint, through `| None` too."""
    if get_origin(hint) is Annotated:
        yield from hint.__metadata__
        yield from _metadata(hint.__origin__)
    elif get_origin(hint) is not tuple:
        for part in get_args(hint):
            if get_origin(part) is Annotated:
                yield from _metadata(part)


def _argument(hint: Any, at: int) -> Any:
    """Give one argument of the collection behind annotations and `| None`."""
    while get_origin(hint) is Annotated:
        hint = hint.__origin__
    parts = [part for part in get_args(hint) if part is not type(None)]
    if type(None) in get_args(hint):
        return _argument(parts[0], at)
    return parts[at]


def _help(made: type, field: str) -> str:
    """The words of an input of a scenario."""
    one: Input | None = INPUTS.get(field) if made is Scenario else None
    return one.help if one else ""


@cache
def _words_under_fields(made: type) -> Mapping[str, str]:
    """The text literals that stand under the fields of a class."""
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
    if value is MISSING or value is None or value in ("", ()):
        return None
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else str(value)
    return value.isoformat() if isinstance(value, date) else value

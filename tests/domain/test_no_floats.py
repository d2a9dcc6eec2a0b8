"""Money is exact: the domain holds no floating-point number, by name or by literal."""

import ast
from pathlib import Path

import pytest

DOMAIN = Path(__file__).parents[2] / "tui" / "domain"


@pytest.mark.parametrize("module", sorted(DOMAIN.glob("*.py")), ids=lambda path: path.stem)
def test_the_domain_has_no_floats(module: Path) -> None:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float))
        assert not (isinstance(node, ast.Name) and node.id in {"float", "round"})
        assert not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)), (
            "a quotient is written Fraction(a, b)"
        )

"""The questions are answered exactly: no float by literal, by name or by a quotient."""

import ast
from pathlib import Path

import pytest

ANALYSIS = Path(__file__).parents[3] / "tui" / "domain" / "analysis"


@pytest.mark.parametrize("module", sorted(ANALYSIS.glob("*.py")), ids=lambda path: path.stem)
def test_no_floats(module: Path) -> None:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float))
        assert not (isinstance(node, ast.Name) and node.id in {"float", "round"})
        assert not (isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div)), (
            "a quotient is written Fraction(a, b)"
        )

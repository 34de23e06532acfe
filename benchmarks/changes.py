"""Changes of code, one at a time: what in a module can be changed, and how to load it with one change in it.

A change flips a comparison or a sign, adds one to a number, takes a condition away, drops a filter, swaps first and
last.
"""

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from random import Random
from types import ModuleType

HOUSE = Path(__file__).parents[1]
NOT_CHANGED = -1
"""A place at which nothing is changed."""

_COMPARED = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq}
_JOINED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd}
_SWAPPED = {
    "sum": "max",
    "max": "min",
    "min": "max",
    "first": "last",
    "last": "first",
    "any": "all",
    "all": "any",
    "is_null": "is_not_null",
    "is_not_null": "is_null",
    "any_horizontal": "all_horizontal",
    "all_horizontal": "any_horizontal",
    "min_horizontal": "max_horizontal",
    "max_horizontal": "min_horizontal",
    "month_start": "month_end",
    "month_end": "month_start",
}
_DROPPED = {"filter", "fill_null", "unique", "clip", "drop_nulls", "abs", "drop"}
_WORDS = {"left": "inner", "inner": "left", "anti": "semi", "semi": "anti", "forward": "backward", "1mo": "2mo"}


@dataclass(frozen=True, slots=True)
class Change:
    """One change: the place-th that the module allows."""

    module: str
    place: int
    line: int
    was: str
    is_now: str

    @property
    def room(self) -> str:
        """Name the room of the module."""
        return self.module.split(".")[1]

    @property
    def name(self) -> str:
        """Tell the change from all others of this state of the code."""
        return f"{self.module}#{self.place}"

    def __str__(self) -> str:
        return f"{self.module}:{self.line}: {self.was}  →  {self.is_now}"


class Changer(ast.NodeTransformer):
    """Walks a module, counts what could be changed, and changes the wanted one."""

    def __init__(self, wanted: int = -1) -> None:
        self.wanted = wanted
        self.found: list[tuple[int, str, str]] = []

    def _offer(self, old: ast.AST, new: ast.AST) -> ast.AST:
        at = len(self.found)
        self.found.append((getattr(old, "lineno", 0), ast.unparse(old), ast.unparse(new)))
        return ast.copy_location(new, old) if at == self.wanted else old

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Change what a function does, and where a rule applies; not its words, types and defaults."""
        for call in (each for each in node.decorator_list if isinstance(each, ast.Call)):
            for keyword in (each for each in call.keywords if each.arg == "applies"):
                keyword.value = self.visit(keyword.value)
        node.body = [
            each if isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant) else self.visit(each)
            for each in node.body
        ]
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        """Leave declarations alone; the methods of a class are as good as functions."""
        node.body = [self.visit(each) if isinstance(each, ast.FunctionDef) else each for each in node.body]
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        """Leave a type alone."""
        if node.value is not None:
            node.value = self.visit(node.value)
        return node

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        """Leave the words of an error alone."""
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """Move a threshold, or turn an equality round."""
        self.generic_visit(node)
        kind = _COMPARED.get(type(node.ops[0]))
        return self._offer(node, ast.Compare(node.left, [kind(), *node.ops[1:]], node.comparators)) if kind else node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        """Add for subtract, and for or."""
        self.generic_visit(node)
        kind = _JOINED.get(type(node.op))
        return self._offer(node, ast.BinOp(node.left, kind(), node.right)) if kind else node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        """And for or."""
        self.generic_visit(node)
        return self._offer(node, ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values))

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        """Drop a not or a minus."""
        self.generic_visit(node)
        return self._offer(node, node.operand)

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        """One more; the other truth; the other way of joining."""
        if isinstance(node.value, bool):
            return self._offer(node, ast.Constant(not node.value))
        if isinstance(node.value, int):
            return self._offer(node, ast.Constant(node.value + 1))
        return self._offer(node, ast.Constant(_WORDS[node.value])) if node.value in _WORDS else node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Swap or drop a method; the size of a type stays."""
        if isinstance(node.func, ast.Attribute) and node.func.attr in {"Decimal", "cast"}:
            node.func.value = self.visit(node.func.value)
            return node
        self.generic_visit(node)
        if not isinstance(node.func, ast.Attribute):
            return node
        name, of = node.func.attr, node.func.value
        if name in _SWAPPED:
            return self._offer(node, ast.Call(ast.Attribute(of, _SWAPPED[name], ast.Load()), node.args, node.keywords))
        return self._offer(node, of) if name in _DROPPED and not isinstance(of, ast.Name) else node


def source(module: str) -> Path:
    """Find the file of a module or package."""
    path = HOUSE / module.replace(".", "/")
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def modules(room: str) -> list[str]:
    """Name the modules of a room."""
    if room == "engine":
        return ["wagecheck.engine"]
    named = sorted((HOUSE / "wagecheck" / room).glob("[a-z]*.py"))
    return [f"wagecheck.{room}", *(f"wagecheck.{room}.{path.stem}" for path in named)]


def changes(module: str) -> list[Change]:
    """List all that can be changed in a module."""
    changer = Changer()
    changer.visit(ast.parse(source(module).read_text("utf-8")))
    return [Change(module, at, *found) for at, found in enumerate(changer.found)]


def drawn(listed: Sequence[str], number: int, rng: Random) -> list[Change]:
    """Draw changes of some modules by lot, in the order of the lot: the first of them are a smaller lot."""
    every = [change for module in listed for change in changes(module)]
    return rng.sample(every, min(number, len(every)))


class Changed(MetaPathFinder, Loader):
    """Loads one module with one change in it."""

    def __init__(self, change: Change) -> None:
        self.change = change

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """Answer for that module alone."""
        del path, target
        if name != self.change.module:
            return None
        at = source(name)
        inside = [str(at.parent)] if at.name == "__init__.py" else None
        return spec_from_file_location(name, at, loader=self, submodule_search_locations=inside)

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed code."""
        at = source(self.change.module)
        tree = Changer(self.change.place).visit(ast.parse(at.read_text("utf-8")))
        exec(compile(ast.fix_missing_locations(tree), str(at), "exec"), module.__dict__)  # noqa: S102 - a change has to run

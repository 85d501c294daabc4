"""The arrows between modules run one way, and the core starts on numpy alone."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "anxiolytics"

# From left to right: a part imports from parts further left alone; parts side by side do not know each other.
ORDER = [
    {"arguments", "extras"},
    {"data"},
    {"facts"},
    {"drugs", "facts_review"},
    {"half_life", "occupancy", "first_order_chain"},
    {"regimen"},
    {"taper"},
    {"principles"},
    {"applications"},
    {"problems"},
    {"interactive", "classroom"},
    {"command_line"},
]
PLACE = {part: place for place, parts in enumerate(ORDER) for part in parts}
CORE = [part for part in PLACE if PLACE[part] < PLACE["problems"]]

# Widgets, notebooks and the book's builder belong to `interactive` and what stands beside or after it.
DISPLAY = {"anywidget", "ipywidgets", "traitlets", "IPython", "nbformat", "sphinx", "docutils", "myst_nb"}

FILES = sorted(PACKAGE.rglob("*.py"))
PARTS = sorted({path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in FILES} - {"__init__"})


def part_of(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_names(source, package):
    """Every dotted name that a source imports, at any depth, with relative imports resolved."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            start = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{start}.{alias.name}" for alias in node.names)


def imports_of(path):
    package = ["anxiolytics", *path.relative_to(PACKAGE).parent.parts]
    return set(imported_names(path.read_text(encoding="utf-8"), package))


def wrong_arrows(part, names):
    """Parts of the library that these names reach and that do not stand further left than ``part``."""
    reached = {name.split(".")[1] for name in names if name.startswith("anxiolytics.")}
    return sorted(
        target for target in reached & set(PLACE) if target != part and PLACE[target] >= PLACE[part]
    )


def test_every_part_of_the_library_has_its_place():
    assert [part for part in PARTS if part not in PLACE] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_arrows_run_one_way(path):
    names = imports_of(path)
    if path == PACKAGE / "__init__.py":
        assert not any(name.startswith("anxiolytics") for name in names)
        return
    assert wrong_arrows(part_of(path), names) == []
    assert not any(name.split(".")[0] in {"chapters", "tests", "benchmarks"} for name in names)
    if PLACE[part_of(path)] < PLACE["interactive"]:
        assert {name.split(".")[0] for name in names} & DISPLAY == set()


def test_a_wrong_arrow_is_seen():
    source = "def f():\n    from anxiolytics import regimen\n    from .taper import linear_taper\n"
    names = set(imported_names(source, ["anxiolytics"]))
    assert wrong_arrows("drugs", names) == ["regimen", "taper"]
    assert wrong_arrows("principles", names) == []
    assert wrong_arrows("half_life", set(imported_names("import anxiolytics.occupancy", []))) == ["occupancy"]


def loaded_by(modules):
    """Top-level packages outside the standard library, and modules of the library, that an import loads."""
    code = (
        "import sys, json, importlib\n"
        "before = set(sys.modules)\n"
        f"for module in {modules!r}: importlib.import_module(module)\n"
        "print(json.dumps(sorted(set(sys.modules) - before)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    new = json.loads(run.stdout)
    outside = {name.split(".")[0] for name in new} - set(sys.stdlib_module_names) - {"anxiolytics"}
    return outside, {name for name in new if name.startswith("anxiolytics.")}


def test_importing_the_package_loads_nothing_of_the_library():
    outside, library = loaded_by(["anxiolytics"])
    assert outside <= {"numpy"}
    assert library == set()


def test_the_core_starts_on_numpy_alone():
    modules = [
        ".".join(["anxiolytics", *path.relative_to(PACKAGE).with_suffix("").parts]).removesuffix(".__init__")
        for path in FILES
        if part_of(path) in CORE
    ]
    outside, library = loaded_by(modules)
    assert {"anxiolytics.regimen", "anxiolytics.half_life", "anxiolytics.occupancy"} <= library
    assert outside <= {"numpy"}

"""What a page can move and answer: explorers and exercises.

>>> from anxiolytics.interactive import Explorer, Slider, Menu, Frame, Exercise, check

The same object is an ipywidget in a notebook and a light piece of HTML in the built site.
Importing this package loads neither anywidget nor the modules behind the names; they load on first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from anxiolytics.interactive.checking import check
    from anxiolytics.interactive.composed_explorer import ComposedExplorer, Family, Product
    from anxiolytics.interactive.exercise import Exercise
    from anxiolytics.interactive.explorer import Explorer, Frame, Menu, Panel, Points, Slider
    from anxiolytics.interactive.progress import Progress
    from anxiolytics.interactive.table import Table

__all__ = [
    "ComposedExplorer",
    "Exercise",
    "Explorer",
    "Family",
    "Frame",
    "Menu",
    "Panel",
    "Points",
    "Product",
    "Progress",
    "Slider",
    "Table",
    "check",
]

_MODULE_OF = {
    "ComposedExplorer": "anxiolytics.interactive.composed_explorer",
    "Family": "anxiolytics.interactive.composed_explorer",
    "Product": "anxiolytics.interactive.composed_explorer",
    "Exercise": "anxiolytics.interactive.exercise",
    "Explorer": "anxiolytics.interactive.explorer",
    "Frame": "anxiolytics.interactive.explorer",
    "Menu": "anxiolytics.interactive.explorer",
    "Panel": "anxiolytics.interactive.explorer",
    "Points": "anxiolytics.interactive.explorer",
    "Progress": "anxiolytics.interactive.progress",
    "Slider": "anxiolytics.interactive.explorer",
    "Table": "anxiolytics.interactive.table",
    "check": "anxiolytics.interactive.checking",
}


def __getattr__(name: str) -> object:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULE_OF[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_MODULE_OF])

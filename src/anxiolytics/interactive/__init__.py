"""What a page can move and answer: explorers and exercises.

>>> from anxiolytics.interactive import Explorer, Slider, Menu, Frame, Exercise

The same object is an ipywidget in a notebook and a light piece of HTML in the built site.
Importing this package loads neither anywidget nor the modules behind the names; they load on first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from anxiolytics.interactive.exercise import Exercise
    from anxiolytics.interactive.explorer import Explorer, Frame, Menu, Slider

__all__ = ["Exercise", "Explorer", "Frame", "Menu", "Slider"]

_MODULE_OF = {
    "Exercise": "anxiolytics.interactive.exercise",
    "Explorer": "anxiolytics.interactive.explorer",
    "Frame": "anxiolytics.interactive.explorer",
    "Menu": "anxiolytics.interactive.explorer",
    "Slider": "anxiolytics.interactive.explorer",
}


def __getattr__(name: str) -> object:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULE_OF[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_MODULE_OF])

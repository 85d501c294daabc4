"""A limit of time for code that may never end.

It works in a thread of its own, into which an exception is thrown when the time is over: that ends any loop
written in Python, on every system, and leaves the notebook's own thread alone. A single long call into
compiled code cannot be ended so; it is left behind. Where there are no threads, as in a browser's Python,
there is no limit either: the notebook's own stop button is what remains.
"""

import ctypes
import threading
from collections.abc import Iterator
from contextvars import copy_context
from typing import TypeVar

Step = TypeVar("Step")

#: How often, and for how many seconds each, code is asked to stop before it is left behind.
_ASKED_TO_STOP, _WAIT = 20, 0.05


class _TimeIsOver(BaseException):
    """Thrown into code whose time is over; no `Exception`, so that few programs catch it."""


def steps_within(seconds: float, steps: Iterator[Step]) -> tuple[list[Step], bool]:
    """Take the steps of an iterator until it ends or the time is over.

    Parameters
    ----------
    seconds : float
        For all steps together, positive.
    steps : iterator
        Whatever it raises is raised here.

    Returns
    -------
    list
        The steps taken.
    bool
        Whether it came to its end.

    Raises
    ------
    ValueError
        If `seconds` is not positive.
    """
    if not seconds > 0:
        raise ValueError(f"seconds is {seconds}, but it has to be positive")
    taken: list[Step] = []
    ended = threading.Event()
    errors: list[BaseException] = []

    def work() -> None:
        try:
            for step in steps:
                taken.append(step)
            ended.set()
        except _TimeIsOver:
            pass
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=copy_context().run, args=(work,), daemon=True)
    try:
        thread.start()
    except RuntimeError:
        work()
    else:
        try:
            thread.join(seconds)
        finally:  # the reader's own interruption comes through here, too
            _stop(thread)
    if errors:
        raise errors[0]
    return list(taken), ended.is_set()


def _stop(thread: threading.Thread) -> None:
    """Ask a thread to stop, and again if it caught what it was asked with."""
    for _ in range(_ASKED_TO_STOP):
        if not thread.is_alive():
            return
        ctypes.pythonapi.PyThreadState_SetAsyncExc(
            ctypes.c_ulong(thread.ident or 0), ctypes.py_object(_TimeIsOver)
        )
        thread.join(_WAIT)

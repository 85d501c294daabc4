"""Optional requirements, named in one sentence where they are missing."""

from importlib import import_module
from typing import Any


def required(module: str, extra: str) -> Any:
    """Import a module that belongs to an extra of the library.

    Parameters
    ----------
    module : str
        The module's name, such as ``"matplotlib.pyplot"``.
    extra : str
        The extra that brings it: ``"book"``, ``"classroom"``, ``"test"`` or ``"bench"``.

    Returns
    -------
    module

    Raises
    ------
    ModuleNotFoundError
        If it is not installed, saying how to install it.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        package = module.partition(".")[0]
        # A module that is there but lacks something of its own is not ours to explain.
        if (error.name or "").partition(".")[0] != package:
            raise
        raise ModuleNotFoundError(
            f"{package} is not installed: install it with `pip install 'anxiolytics[{extra}]'`.", name=package
        ) from None

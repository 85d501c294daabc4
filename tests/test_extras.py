"""A missing extra is named in one sentence."""

import sys

import pytest

from anxiolytics.extras import required


def test_gives_the_module():
    assert required("os.path", "book") is __import__("os").path


def test_names_package_and_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(ModuleNotFoundError, match=r"^matplotlib is not installed.*anxiolytics\[book\]"):
        required("matplotlib", "book")


def test_a_fault_inside_the_module_is_left_alone(tmp_path, monkeypatch):
    (tmp_path / "half_installed.py").write_text("import something_it_needs\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModuleNotFoundError, match="something_it_needs"):
        required("half_installed", "book")

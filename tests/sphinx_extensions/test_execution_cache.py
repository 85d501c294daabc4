"""A change of the library throws away what pages computed with the older one."""

from types import SimpleNamespace

from execution_cache import CACHE, LIBRARY, choose_cache, library_hash


def make_library(root, text):
    (root / LIBRARY / "data").mkdir(parents=True, exist_ok=True)
    (root / LIBRARY / "half_life.py").write_text(text)
    (root / LIBRARY / "data" / "kinetics.csv").write_text("name,value\n")


def test_hash_follows_code_data_and_names(tmp_path):
    make_library(tmp_path, "a = 1\n")
    first = library_hash(tmp_path)
    assert library_hash(tmp_path) == first
    (tmp_path / LIBRARY / "data" / "kinetics.csv").write_text("name,value\nx,1\n")
    second = library_hash(tmp_path)
    (tmp_path / LIBRARY / "half_life.py").rename(tmp_path / LIBRARY / "halves.py")
    assert len({first, second, library_hash(tmp_path)}) == 3


def test_compiled_files_do_not_count(tmp_path):
    make_library(tmp_path, "a = 1\n")
    first = library_hash(tmp_path)
    (tmp_path / LIBRARY / "__pycache__").mkdir()
    (tmp_path / LIBRARY / "__pycache__" / "half_life.cpython-311.pyc").write_bytes(b"x")
    assert library_hash(tmp_path) == first


def test_each_library_has_its_own_cache_and_older_ones_go(tmp_path):
    app, config = SimpleNamespace(confdir=str(tmp_path)), SimpleNamespace()
    make_library(tmp_path, "a = 1\n")
    choose_cache(app, config)
    older = config.nb_execution_cache_path
    make_library(tmp_path, "a = 2\n")
    choose_cache(app, config)
    assert config.nb_execution_cache_path != older
    assert [p.name for p in (tmp_path / CACHE).iterdir()] == [config.anxiolytics_library_hash]

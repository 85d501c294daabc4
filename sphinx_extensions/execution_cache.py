"""Keep executed pages only as long as the library they were executed with is unchanged.

The cache of executed notebooks is keyed by a page's own code.
A change of the library would therefore leave every page with results of the older library, silently.
This extension gives each state of the library a cache folder of its own and has Sphinx read all pages
again when that state changes, or when one of these extensions does.
"""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

LIBRARY = Path("src") / "anxiolytics"
EXTENSIONS = Path("sphinx_extensions")
CACHE = Path("_build") / "execution-cache"


def library_hash(root: Path) -> str:
    """Hash the library, which pages compute with."""
    return folder_hash(root, LIBRARY)


def folder_hash(root: Path, folder: Path) -> str:
    """Hash the name and content of every file of a folder."""
    digest = hashlib.sha256()
    for file in sorted((root / folder).rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            digest.update(file.relative_to(root).as_posix().encode())
            digest.update(b"\0")
            digest.update(file.read_bytes())
            digest.update(b"\0")
    return digest.hexdigest()[:16]


def choose_cache(app: Sphinx, config: Config) -> None:
    """Point myst-nb to the folder of this library, and drop the folders of older ones."""
    root = Path(app.confdir)
    key = library_hash(root)
    config.anxiolytics_library_hash = key
    config.anxiolytics_extensions_hash = folder_hash(root, EXTENSIONS)
    folder = root / CACHE / key
    if (root / CACHE).is_dir():
        for older in (root / CACHE).iterdir():
            if older != folder:
                shutil.rmtree(older, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    config.nb_execution_cache_path = str(folder)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register with Sphinx."""
    # "env": a new value makes Sphinx read every page again, so that new results are asked for at all.
    app.add_config_value("anxiolytics_library_hash", "", "env")
    app.add_config_value("anxiolytics_extensions_hash", "", "env")
    app.connect("config-inited", choose_cache)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

"""Build the site, or serve it and rebuild on change.

``python tools/book.py build`` builds into ``_build/html`` and stops at once when nothing has changed.
``python tools/book.py serve`` shows the site and rebuilds it whenever a source changes.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "_build"
INDEX = BUILD / "html" / "index.html"
# Complain of broken references too; show every warning, then fail.
STRICTLY = ["-n", "-W", "--keep-going"]
STAMP = BUILD / "built-from"
SOURCES = [
    "*.md",
    "*.yml",
    "*.svg",
    "chapters/**/*",
    "hands_on/**/*",
    "src/anxiolytics/**/*",
    "sphinx_extensions/**/*",
    "third_party/**/*",
    "requirements.lock",
    "tools/book.py",
]


def source_hash() -> str:
    """Hash everything the site is made from, and the Python that makes it."""
    digest = hashlib.sha256(sys.version.encode())
    files = {file for pattern in SOURCES for file in ROOT.glob(pattern)}
    for file in sorted(files):
        if file.is_file() and "__pycache__" not in file.parts:
            digest.update(file.relative_to(ROOT).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def build() -> int:
    """Build what has changed; every warning is an error. Return the exit code."""
    before = source_hash()
    if INDEX.exists() and STAMP.exists() and STAMP.read_text() == before:
        print(f"Nothing has changed. The book is at {INDEX}")
        return 0
    STAMP.unlink(missing_ok=True)
    jupyter_book = [sys.executable, "-c", "from jupyter_book.cli.main import main; main()"]
    failed = subprocess.run([*jupyter_book, "build", str(ROOT), *STRICTLY], check=False).returncode
    if failed or not INDEX.exists():
        # A page that was read with a warning is not read again, so that the next build would pass in silence.
        shutil.rmtree(BUILD / ".doctrees", ignore_errors=True)
        print("The book was not built: the warnings above say where and why.", file=sys.stderr)
        return 1
    STAMP.write_text(before)
    print(f"The book is at {INDEX}")
    return 0


def serve(port: int) -> int:
    """Serve the site on this machine and rebuild it when a source changes."""
    from livereload import Server

    if build():
        return 1
    server = Server()
    for pattern in SOURCES:
        server.watch(str(ROOT / pattern), build)
    server.serve(root=str(INDEX.parent), host="127.0.0.1", port=port, open_url_delay=None)
    return 0


def main() -> int:
    """Read the command line and do as told."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("build", help="build the site into _build/html")
    serving = actions.add_parser("serve", help="show the site and rebuild on change")
    serving.add_argument("--port", type=int, default=8000)
    arguments = parser.parse_args()
    return build() if arguments.action == "build" else serve(arguments.port)


if __name__ == "__main__":
    sys.exit(main())

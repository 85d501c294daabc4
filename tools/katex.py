"""Check the vendored KaTeX against its checksums, or refresh it from a release.

``python tools/katex.py check`` compares every file with ``third_party/katex/SHA256SUMS``.
``python tools/katex.py refresh FOLDER`` copies what the book uses from an unpacked release
(``npm pack katex@VERSION``, then untar) and writes version and checksums anew: ``make katex`` does both.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "third_party" / "katex"
SUMS = TARGET / "SHA256SUMS"
USED = ["LICENSE", "dist/katex.min.js", "dist/katex.min.css", "dist/contrib/mhchem.min.js"]


def vendored() -> dict[str, str]:
    """Return the checksum of each vendored file by its name."""
    files = (file for file in sorted(TARGET.rglob("*")) if file.is_file() and file != SUMS)
    return {f.relative_to(TARGET).as_posix(): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


def recorded() -> dict[str, str]:
    """Return the checksums as written down when the files were fetched."""
    pairs = (line.split("  ", 1) for line in SUMS.read_text().splitlines())
    return {name: checksum for checksum, name in pairs}


def refresh(release: Path) -> None:
    """Copy the files that the book uses and write down version and checksums."""
    shutil.rmtree(TARGET, ignore_errors=True)
    (TARGET / "fonts").mkdir(parents=True)
    for name in USED:
        shutil.copy(release / name, TARGET)
    # woff2 alone: every browser that the book supports reads it, and a stylesheet names it first.
    for font in sorted((release / "dist" / "fonts").glob("*.woff2")):
        shutil.copy(font, TARGET / "fonts")
    (TARGET / "VERSION").write_text(json.loads((release / "package.json").read_text())["version"] + "\n")
    SUMS.write_text("".join(f"{checksum}  {name}\n" for name, checksum in vendored().items()))


def main() -> int:
    """Read the command line and do as told."""
    match sys.argv[1:]:
        case ["check"]:
            wrong = {name for name, _ in set(vendored().items()) ^ set(recorded().items())}
            if wrong:
                print(
                    f"third_party/katex differs from SHA256SUMS: {', '.join(sorted(wrong))}", file=sys.stderr
                )
            return bool(wrong)
        case ["refresh", folder]:
            refresh(Path(folder))
            return 0
        case _:
            print(__doc__, file=sys.stderr)
            return 2


if __name__ == "__main__":
    sys.exit(main())

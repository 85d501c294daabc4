"""Make a font of the few characters that a site shows: icons and mathematics come in fonts of thousands."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from fontTools import subset


def subset_font(source: Path, characters: Iterable[str], folder: Path) -> Path:
    """Write a part of a font, unless it is there already.

    Parameters
    ----------
    source : Path
        The whole font.
    characters : iterable of str
        The characters to keep; those that the font lacks are passed over.
    folder : Path
        Where to write.

    Returns
    -------
    Path
        The new font, named by what it was made from, so that browsers may keep it for ever.
    """
    # Glyphs of mathematics are reached by features too. Of the names, those of copyright and licence stay:
    # the licence of some icons reserves the font's own name to the whole font.
    options = subset.Options(
        flavor="woff2", layout_features=["*"], notdef_outline=True, name_IDs=[0, 13, 14], desubroutinize=True
    )
    font = subset.load_font(str(source), options)
    kept = sorted({ord(character) for character in characters} & set(font.getBestCmap()))
    digest = hashlib.sha256(source.read_bytes() + repr(kept).encode()).hexdigest()[:8]
    target = folder / f"{source.stem}.{digest}.woff2"
    if not target.exists():
        folder.mkdir(parents=True, exist_ok=True)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=kept)
        subsetter.subset(font)
        subset.save_font(font, str(target), options)
    return target

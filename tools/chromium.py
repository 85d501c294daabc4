"""Find the Chromium that prints the book and runs the tests of the site."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"]
# The first is needed as root (in containers); the others keep the browser from calling home.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MISSING = (
    "No Chromium was found: install one (on Debian: apt install chromium; anywhere: "
    "python -m playwright install chromium) or name it in the variable CHROMIUM."
)


def installed_chromium(playwright: Any) -> str | None:
    """Find a Chromium: named by CHROMIUM, playwright's own, or one of the system."""
    candidates = [os.environ.get("CHROMIUM"), playwright.chromium.executable_path, *map(shutil.which, NAMES)]
    return next((path for path in candidates if path and Path(path).exists()), None)

"""Binder finds what it needs: its own tool prints the image that it would build."""

import re
import subprocess
import sys

import pytest


@pytest.fixture(scope="module")
def recipe(clone) -> str:
    """The Dockerfile that repo2docker makes of the book."""
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", "."]
    done = subprocess.run(command, cwd=clone, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_python_is_the_one_of_runtime_txt(recipe, clone):
    version = (clone / "runtime.txt").read_text().strip().removeprefix("python-")
    assert f"environment.py-{version}-" in recipe.replace("-2e", ".").replace("-2d", "-")


def test_requirements_then_library_then_post_build(recipe):
    steps = [
        "COPY --chown=0:0 src/ ${REPO_DIR}/",  # the whole book, so that the lock is there
        'pip install --no-cache-dir -r "requirements.txt"',
        "pip install --no-cache-dir .",
        "RUN ./postBuild",
    ]
    places = [recipe.index(step) for step in steps]
    assert places == sorted(places)


def test_every_requirement_has_an_exact_version(clone):
    lines = (clone / "requirements.txt").read_text().splitlines()
    lock = (clone / "requirements.lock").read_text().splitlines()
    assert "--constraint requirements.lock" in lines
    wanted = {line.lower() for line in lines if re.match(r"\w", line)}
    assert wanted <= {line.partition("==")[0].lower() for line in lock}

import pytest

from anxiolytics.problems import NumberProblem
from anxiolytics.problems.problem import Mistake, between


@pytest.fixture(scope="session")
def peak_level():
    """Make a small problem to try the machinery on: a dose into a volume, with some attributes replaced."""

    def make(**changes):
        settings = {
            "id": "peak-level",
            "version": 1,
            "title": "Peak level",
            "rows": ("P11",),
            "objective": "Divide a dose by a volume.",
            "minutes": 1,
            "difficulty": 1,
            "statement": "What level do {dose_mg} mg give in {volume_l} L?",
            "draw": lambda rng: {"dose_mg": between(rng, 10, 40, 1), "volume_l": between(rng, 20, 90, 0.5)},
            "hints": ("Divide.", "Divide {dose_mg} by {volume_l}."),
            "solution": lambda p: "Dose by volume.",
            "answer": lambda p: p["dose_mg"] / p["volume_l"],
            "unit": "mg/L",
            "mistakes": (
                Mistake(
                    "upside-down", lambda p: p["volume_l"] / p["dose_mg"], "{dose_mg} goes on *top*.", 0.25
                ),
            ),
        }
        return NumberProblem(**(settings | changes))

    return make

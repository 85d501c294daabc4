import pytest

from anxiolytics.problems import ChoiceProblem, NumberProblem, Option
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
                    "upside-down",
                    "dose and volume changed places",
                    lambda p: p["volume_l"] / p["dose_mg"],
                    "{dose_mg} goes on *top*.",
                    0.25,
                ),
            ),
        }
        return NumberProblem(**(settings | changes))

    return make


@pytest.fixture(scope="session")
def even_numbers():
    """Make a small choice to try the machinery on: which of four numbers in a row are even?"""

    def options(p):
        names = ("first", "second", "third", "fourth")
        numbers = [int(p["start"]) + i for i in range(4)]
        return [
            Option(name, f"The number {n}", n % 2 == 0, f"*{n}* is {'even' if n % 2 == 0 else 'odd'}.")
            for name, n in zip(names, numbers, strict=True)
        ]

    def make(**changes):
        settings = {
            "id": "even-numbers",
            "version": 1,
            "title": "Even numbers",
            "rows": ("P0",),
            "objective": "Tell even from odd.",
            "minutes": 1,
            "difficulty": 1,
            "statement": "Which are even, from {start} on?",
            "draw": lambda rng: {"start": between(rng, 1, 40, 1)},
            "hints": ("Divide.", "Divide {start} by two."),
            "solution": lambda p: "Every other one.",
            "options": options,
            "many": True,
        }
        return ChoiceProblem(**(settings | changes))

    return make

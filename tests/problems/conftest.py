import pytest

from anxiolytics.problems import Argument, ChoiceProblem, FunctionProblem, NumberProblem, OneValue, Option
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


@pytest.fixture(scope="session")
def dose_level():
    """Make a small function to try the machinery on: the level that a dose gives in a volume."""

    def inputs(rng):
        plain = ((20.0, 40.0), (100.0, 40.0), (3.0, 60.0), (5.0, 5.0))
        numbers = [{"dose_mg": dose, "volume_l": volume} for dose, volume in plain]
        return [*numbers, {"dose_mg": (5.0, 10.0, 20.0), "volume_l": 40.0}]

    def make(**changes):
        settings = {
            "id": "dose-level",
            "version": 1,
            "title": "Level of a dose",
            "rows": ("P11",),
            "objective": "Divide a dose by a volume.",
            "minutes": 1,
            "difficulty": 1,
            "statement": "Write it as a function.",
            "draw": lambda rng: {},
            "hints": ("Divide.", "Dose by volume."),
            "solution": lambda p: "Dose by volume.",
            "name": "level",
            "arguments": (Argument("dose_mg", "dose (mg)", array=True), Argument("volume_l", "volume (L)")),
            "returns": "the level (mg/L)",
            "answer": lambda p: p["dose_mg"] / p["volume_l"],
            "inputs": inputs,
            "mistakes": (
                Mistake(
                    "upside-down",
                    "dose and volume changed places",
                    lambda p: p["volume_l"] / p["dose_mg"],
                    "The dose goes on *top*.",
                    0.25,
                ),
            ),
            "one_value": OneValue(
                statement="What level do {dose_mg} mg give in {volume_l} L?",
                draw=lambda rng: {"dose_mg": between(rng, 10, 40, 1), "volume_l": between(rng, 50, 90, 1)},
                hints=("Divide.", "Divide {dose_mg} by {volume_l}."),
                solution=lambda p: "Dose by volume.",
                unit="mg/L",
            ),
        }
        return FunctionProblem(**(settings | changes))

    return make

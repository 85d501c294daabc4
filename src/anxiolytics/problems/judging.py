"""Judging an answer that was read.

The key comes first, then the known mistakes in their order, then slips of the unit.
What cannot be read is no try.
Every sentence a reader is told stands in `PHRASES`, and travels with a page: page and notebook say the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from anxiolytics.problems.reading import Reading, read
from anxiolytics.problems.tolerance import accepted, within
from anxiolytics.problems.units import known_unit, menu
from anxiolytics.problems.variant import NumberVariant

#: Verdict -> the word or two that head it.
HEADS: Mapping[str, str] = MappingProxyType(
    {
        "right": "Right",
        "mistake": "Not yet: {name}",
        "unit-slip": "Not yet: a slip of the unit",
        "not-yet": "Not yet",
        "unreadable": "Cannot read this",
        "ambiguous": "Which number is meant?",
        "unknown-unit": "Unit not known",
        "other-quantity": "Unit of another quantity",
    }
)
#: Verdict's id -> the sentence that explains it; a mistake brings its own.
PHRASES: Mapping[str, str] = MappingProxyType(
    {
        "within": "Your answer lies within {tolerance} of the exact one.",
        "rounded": "Your answer is the exact one, rounded to the figures you gave.",
        "unit": "The number fits another unit: {number} {fitting} would be right, {number} {unit} is not.",
        "thousand": "The figures are right, but the size is out by a factor of 1000. "
        "Look for mg taken as µg, L as mL, or a decimal point that slipped.",
        "not-positive": "This answer has to be greater than zero.",
        "not-yet": "Anything within {tolerance} counts as right. "
        "Check what goes in, each unit on the way, and whether the size is plausible; or take a hint.",
        "unreadable": "Write one number, such as 12.5, 12,5 or 1.25e1, and after it a unit if you like. "
        "This did not count as a try.",
        "ambiguous": "It could be {first} or {second}: write it without the comma. "
        "This did not count as a try.",
        "unknown-unit": "“{unit}” is not a unit known here. Write {units}. This did not count as a try.",
        "unknown-unit-alone": "“{unit}” is not a unit known here, and this answer needs none. "
        "This did not count as a try.",
        "other-quantity": "“{unit}” measures {measures}, but the answer is {asked}. "
        "This did not count as a try.",
        "read-typed": "Read as {number} {unit}.",
        "read-menu": "Read as {number} {unit}.",
        "read-asked": "No unit was written, so it was read as {number} {unit}.",
        "read-over-menu": "Read as {number} {unit}: a unit you type counts more than the menu.",
        "read-pure": "Read as {number}.",
    }
)


@dataclass(frozen=True)
class Verdict:
    """What is said of an answer.

    Attributes
    ----------
    kind : str
        ``"right"``, ``"mistake"``, ``"unit-slip"``, ``"not-yet"``, or a kind of `Reading` that is no number.
    id : str
        The mistake's id, or the key of `PHRASES` that was used.
    credit : float
        Share of the points earned.
    head : str
        The verdict in a word or two, with the slip's name.
    feedback : str
        What explains it; in a little Markdown if it comes from a mistake, else plain.
    note : str
        What the answer was read as; empty if it was not read.
    choices : tuple of str
        For an ambiguous number, the answers it may have meant.
    """

    kind: str
    id: str
    credit: float
    head: str
    feedback: str
    note: str = ""
    choices: tuple[str, ...] = ()

    @property
    def is_try(self) -> bool:
        """Whether the answer was understood, so that it counts as a try."""
        return self.kind in ("right", "mistake", "unit-slip", "not-yet")


def judge(drawn: NumberVariant, answer: str | float, menu_unit: str = "") -> Verdict:
    """Read and judge an answer.

    Parameters
    ----------
    drawn : NumberVariant
        The problem with its numbers.
    answer : str or float
        What was typed, or a number in the asked unit.
    menu_unit : str
        The unit set in the menu beside the field, if there is one.

    Returns
    -------
    Verdict
        Kind, credit and feedback.

    Raises
    ------
    ValueError
        If `menu_unit` is not one that the menu offers.
    """
    asked = drawn.problem.unit
    reading = read(answer, asked, menu_unit)
    if reading.kind != "number":
        return _unread(reading, asked)
    note = _note(reading)
    if _fits(drawn, reading, drawn.key, reading.factor):
        target, atol = drawn.key / reading.factor, drawn.problem.atol / reading.factor
        phrase = "within" if within(reading.number, target, drawn.problem.rtol, atol) else "rounded"
        return _verdict("right", phrase, note, credit=1.0, tolerance=drawn.tolerance_text)
    for slip in drawn.slips:
        if _fits(drawn, reading, slip.value, reading.factor):
            head = HEADS["mistake"].format(name=slip.name)
            return Verdict("mistake", slip.id, slip.credit, head, slip.feedback, note)
    fitting = _fitting_unit(drawn, reading)
    if fitting:
        return _verdict(
            "unit-slip", "unit", note, number=reading.number_text, unit=reading.unit_text, fitting=fitting
        )
    if any(_fits(drawn, reading, drawn.key, reading.factor * size) for size in (1000.0, 0.001)):
        return _verdict("unit-slip", "thousand", note)
    phrase = "not-yet" if reading.number > 0 else "not-positive"
    return _verdict("not-yet", phrase, note, tolerance=drawn.tolerance_text)


def _fits(drawn: NumberVariant, reading: Reading, target: float, factor: float) -> bool:
    """Return whether the number, in units of the size `factor`, is accepted as `target`."""
    return accepted(
        reading.number, reading.figures, target / factor, drawn.problem.rtol, drawn.problem.atol / factor
    )


def _fitting_unit(drawn: NumberVariant, reading: Reading) -> str:
    """Return the unit of the menu in which the number would be right, or nothing."""
    asked = known_unit(drawn.problem.unit).factor
    for unit in menu(drawn.problem.unit):
        factor = known_unit(unit).factor / asked
        if factor != reading.factor and _fits(drawn, reading, drawn.key, factor):
            return unit
    return ""


def _note(reading: Reading) -> str:
    phrase = f"read-{reading.unit_from}" if reading.unit_text else "read-pure"
    return PHRASES[phrase].format(number=reading.number_text, unit=reading.unit_text)


def _unread(reading: Reading, asked: str) -> Verdict:
    first, second = reading.choices or ("", "")
    units = menu(asked)
    return _verdict(
        reading.kind,
        "unknown-unit-alone" if reading.kind == "unknown-unit" and not units else reading.kind,
        "",
        choices=reading.choices,
        first=first,
        second=second,
        unit=reading.unit_text,
        units=", ".join(units[:-1]) + " or " + units[-1] if len(units) > 1 else "".join(units),
        measures=reading.measures,
        asked=known_unit(asked).quantity,
    )


def _verdict(
    kind: str, phrase: str, note: str, *, credit: float = 0.0, choices: tuple[str, ...] = (), **words: str
) -> Verdict:
    return Verdict(kind, phrase, credit, HEADS[kind], PHRASES[phrase].format(**words), note, choices)

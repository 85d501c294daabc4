"""Judging an answer that was read.

For a number the key comes first, then the known mistakes in their order, then slips of the unit.
What cannot be read is no try.
"""

from collections.abc import Collection, Sequence

from anxiolytics.problems.calling import Outcome
from anxiolytics.problems.choosing import judge_choice
from anxiolytics.problems.judging_functions import judge_function
from anxiolytics.problems.reading import Reading, read
from anxiolytics.problems.tolerance import accepted, within
from anxiolytics.problems.units import known_unit, menu
from anxiolytics.problems.variant import ChoiceVariant, FunctionVariant, NumberVariant, Variant
from anxiolytics.problems.verdict import HEADS, PHRASES, Verdict, phrased


def judge(
    drawn: Variant, answer: str | float | Collection[str] | Sequence[Outcome], menu_unit: str = ""
) -> Verdict:
    """Read and judge an answer; a function is never run here, it is judged by what came of calling it.

    Parameters
    ----------
    drawn : NumberVariant, ChoiceVariant or FunctionVariant
        The problem with its numbers.
    answer : str, float, collection of str or sequence of Outcome
        What was typed, or a number in the asked unit; for a choice as in `choosing.read_choice`; for a
        function what `calling.calls` gives.
    menu_unit : str
        The unit set in the menu beside the field, if there is one.

    Returns
    -------
    Verdict
        Kind, credit and feedback.

    Raises
    ------
    ValueError
        If `menu_unit` is not one that the menu offers, a function is handed over instead of its outcomes, or
        there is no judge for this kind of problem.
    """
    if isinstance(drawn, NumberVariant):
        return judge_number(drawn, answer, menu_unit)
    if isinstance(drawn, ChoiceVariant):
        return judge_choice(drawn, answer)
    if isinstance(drawn, FunctionVariant):
        return judge_function(drawn, _outcomes(answer))
    raise ValueError(
        f"drawn is of the kind {drawn.problem.kind!r}, but only numbers, choices and functions are judged"
    )


def judge_number(drawn: NumberVariant, answer: object, menu_unit: str = "") -> Verdict:
    """Read and judge a number; as `judge`."""
    asked = drawn.problem.unit
    reading = read(answer, asked, menu_unit)
    if reading.kind != "number":
        return _unread(reading, asked)
    note = _note(reading)
    if _fits(drawn, reading, drawn.key, reading.factor):
        target, atol = drawn.key / reading.factor, drawn.problem.atol / reading.factor
        phrase = "within" if within(reading.number, target, drawn.problem.rtol, atol) else "rounded"
        words = {"tolerance": drawn.tolerance_text}
        return phrased("right", phrase, credit=1.0, note=note, words=words)
    for slip in drawn.slips:
        if _fits(drawn, reading, slip.value, reading.factor):
            head = HEADS["mistake"].format(name=slip.name)
            return Verdict("mistake", slip.id, slip.credit, head, slip.feedback, note)
    fitting = _fitting_unit(drawn, reading)
    if fitting:
        words = {"number": reading.number_text, "unit": reading.unit_text, "fitting": fitting}
        return phrased("unit-slip", "unit", note=note, words=words)
    if any(_fits(drawn, reading, drawn.key, reading.factor * size) for size in (1000.0, 0.001)):
        return phrased("unit-slip", "thousand", note=note)
    phrase = "not-yet" if reading.number > 0 else "not-positive"
    return phrased("not-yet", phrase, note=note, words={"tolerance": drawn.tolerance_text})


def _outcomes(answer: object) -> tuple[Outcome, ...]:
    if isinstance(answer, Sequence) and all(isinstance(outcome, Outcome) for outcome in answer):
        return tuple(answer)
    raise ValueError(
        f"answer is of the type {type(answer).__name__}, but a function is judged by its outcomes: "
        "call it first, with calling.calls"
    )


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
    phrase = "unknown-unit-alone" if reading.kind == "unknown-unit" and not units else reading.kind
    words = {
        "first": first,
        "second": second,
        "unit": reading.unit_text,
        "units": ", ".join(units[:-1]) + " or " + units[-1] if len(units) > 1 else "".join(units),
        "measures": reading.measures,
        "asked": known_unit(asked).quantity,
    }
    return phrased(reading.kind, phrase, choices=reading.choices, words=words)

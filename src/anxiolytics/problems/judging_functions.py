"""Judging a function by what came of calling it: values in, verdict out; nothing runs here.

What kept it from giving numbers comes first, then the key, then the known mistakes in their order.
"""

from collections.abc import Sequence

from anxiolytics.problems.calling import Outcome, call_text
from anxiolytics.problems.function_problem import Point
from anxiolytics.problems.function_values import FunctionValues, shape_at
from anxiolytics.problems.tolerance import within
from anxiolytics.problems.variant import FunctionVariant
from anxiolytics.problems.verdict import HEADS, Verdict, phrased
from anxiolytics.problems.wording import shown

_NOT_CALLED = ("not-a-function", "arguments", "argument-order")
#: Kinds of outcome without numbers, in the order they are told.
_WITHOUT_NUMBERS = ("stopped", "raised", "nothing", "not-a-number")
_MOST_ELEMENTS_TOLD = 4


def judge_function(drawn: FunctionVariant, outcomes: Sequence[Outcome]) -> Verdict:
    """Judge a function.

    Parameters
    ----------
    drawn : FunctionVariant
        The problem with its inputs.
    outcomes : sequence of Outcome
        What came of the calls, as `calling.calls` gives it: one for each input; fewer if the last one was
        stopped; a single one if the function was not called.

    Returns
    -------
    Verdict
        Kind, credit and feedback in a little Markdown.

    Raises
    ------
    ValueError
        If there are not as many outcomes as inputs.
    """
    if len(outcomes) == 1 and outcomes[0].kind in _NOT_CALLED:
        return _not_called(drawn, outcomes[0])
    was_stopped = bool(outcomes) and outcomes[-1].kind == "stopped"
    if len(outcomes) > len(drawn.inputs) or (len(outcomes) < len(drawn.inputs) and not was_stopped):
        raise ValueError(
            f"outcomes are {len(outcomes)}, but problem {drawn.problem.id!r} has {len(drawn.inputs)} inputs"
        )
    tried = list(zip(drawn.inputs, outcomes, strict=False))
    return _without_numbers(drawn, tried) or _by_values(drawn, tried)


def _not_called(drawn: FunctionVariant, outcome: Outcome) -> Verdict:
    kind = "not-a-function" if outcome.kind == "not-a-function" else "arguments"
    words = {
        "words": _code(outcome.words),
        "name": drawn.problem.name,
        "arguments": ", ".join(drawn.problem.argument_names),
    }
    return phrased(kind, outcome.kind, words=words)


def _without_numbers(drawn: FunctionVariant, tried: list[tuple[Point, Outcome]]) -> Verdict | None:
    """Return what is said where a call gave no number, another shape, or a number that is none."""
    for kind in _WITHOUT_NUMBERS:
        for point, outcome in tried:
            if outcome.kind == kind:
                with_arrays_alone = kind == "raised" and all(
                    shape_at(at) != () for at, other in tried if other.kind == "raised"
                )
                phrase = "raised-array" if with_arrays_alone else kind
                return phrased(kind, phrase, words=_words(drawn, point, outcome))
    for point, outcome in tried:
        if outcome.shape != shape_at(point):
            return phrased("shape", "shape", words=_words(drawn, point, outcome))
    for point, outcome in tried:
        if not all(abs(number) < float("inf") for number in outcome.numbers):
            return phrased("not-finite", "not-finite", words=_words(drawn, point, outcome))
    return None


def _by_values(drawn: FunctionVariant, tried: list[tuple[Point, Outcome]]) -> Verdict:
    right = _fits(drawn, drawn.key, tried)
    count = {"right": str(sum(right)), "count": str(len(tried))}
    if all(right):
        return phrased("right", "all-right", credit=1.0, words=count)
    for slip in drawn.slips:
        if all(_fits(drawn, slip.values, tried)):
            return Verdict(
                "mistake", slip.id, slip.credit, HEADS["mistake"].format(name=slip.name), slip.feedback
            )
    point, outcome = tried[right.index(False)]
    if all(fits for (at, _), fits in zip(tried, right, strict=True) if shape_at(at) == ()):
        phrase = "numbers-right"
    else:
        phrase = "some-right" if any(right) else "none-right"
    return phrased("not-yet", phrase, words=count | _words(drawn, point, outcome))


def _fits(drawn: FunctionVariant, values: FunctionValues, tried: list[tuple[Point, Outcome]]) -> list[bool]:
    """Return at which inputs the numbers are accepted as these values."""
    rtol, atol = drawn.problem.rtol, drawn.problem.atol
    return [
        all(
            within(number, target, rtol, atol)
            for number, target in zip(outcome.numbers, targets, strict=True)
        )
        for (_, outcome), targets in zip(tried, values, strict=True)
    ]


def _words(drawn: FunctionVariant, point: Point, outcome: Outcome) -> dict[str, str]:
    asked = drawn.problem
    shape = shape_at(point)
    return {
        "call": call_text(asked.name, asked.argument_names, point),
        "words": _code(outcome.words),
        "given": _given(outcome),
        "asked": f"an array of shape `{shape}`" if shape else "a single number",
        "arrays": " and ".join(f"`{argument.name}`" for argument in asked.arguments if argument.array),
    }


def _given(outcome: Outcome) -> str:
    if outcome.shape == ():
        return " ".join(map(_number, outcome.numbers))
    few = outcome.numbers[:_MOST_ELEMENTS_TOLD]
    more = " …" if len(outcome.numbers) > len(few) else ""
    return f"an array of shape `{outcome.shape}` ({', '.join(map(_number, few))}{more})"


def _number(number: float) -> str:
    """Return a number in a short form: plain where that is readable."""
    return shown(number, 4) if number == 0 or 1e-3 <= abs(number) < 1e6 else f"{number:.4g}"


def _code(words: str) -> str:
    """Return words that can stand between backticks."""
    return " ".join(words.replace("`", "'").split()) or "no words"

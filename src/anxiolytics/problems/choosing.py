"""Reading and judging a choice.

Options are shown with letters; an answer names them by letter or by id.
Each chosen option has its feedback, whether it holds or not.
"""

import re
from collections.abc import Collection
from string import ascii_lowercase

from anxiolytics.problems.problem import Option
from anxiolytics.problems.variant import ChoiceVariant
from anxiolytics.problems.verdict import HEADS, Remark, Verdict, phrased


def letters(drawn: ChoiceVariant) -> dict[str, Option]:
    """Return the options by the letters they are shown with.

    Parameters
    ----------
    drawn : ChoiceVariant
        The problem with its options.

    Returns
    -------
    dict of str to Option
        ``"a"`` and on, in the order shown.
    """
    return dict(zip(ascii_lowercase, drawn.options, strict=False))


def read_choice(drawn: ChoiceVariant, answer: object) -> tuple[Option, ...] | None:
    """Return the options that an answer names.

    Parameters
    ----------
    drawn : ChoiceVariant
        The problem with its options.
    answer : object
        Letters or ids: a text such as ``"b"``, ``"A, c"`` or ``"(b)"``, or a collection of them.

    Returns
    -------
    tuple of Option, or None
        In the order shown, none of them twice; None if a part of the answer names no option, or several are
        named where one is asked for.
    """
    if isinstance(answer, str):
        named = re.findall(r"[^\s,;()]+", answer)
    elif isinstance(answer, Collection) and all(isinstance(part, str) for part in answer):
        named = [part.strip() for part in answer]
    else:
        return None
    known = {option.id: option for option in drawn.options} | letters(drawn)
    wanted = [known.get(name.lower()) for name in named]
    chosen = tuple(option for option in drawn.options if option in wanted)
    return None if None in wanted or (len(chosen) > 1 and not drawn.problem.many) else chosen


def judge_choice(drawn: ChoiceVariant, answer: object) -> Verdict:
    """Read and judge a choice.

    Where several may be chosen, each wrong one takes away what a right one earns, down to nothing.

    Parameters
    ----------
    drawn : ChoiceVariant
        The problem with its options.
    answer : object
        As for `read_choice`.

    Returns
    -------
    Verdict
        Kind, credit and feedback.
    """
    chosen = read_choice(drawn, answer)
    if chosen is None:
        return phrased("unreadable", "unreadable-choices" if drawn.problem.many else "unreadable-choice")
    if not chosen:
        return phrased("nothing-chosen", "nothing-chosen")
    return _judge_several(drawn, chosen) if drawn.problem.many else _judge_one(chosen[0])


def _judge_one(option: Option) -> Verdict:
    if option.holds:
        return Verdict("right", option.id, 1.0, HEADS["right"], option.feedback)
    return Verdict("mistake", option.id, 0.0, HEADS["not-yet"], option.feedback)


def _judge_several(drawn: ChoiceVariant, chosen: tuple[Option, ...]) -> Verdict:
    holding = sum(option.holds for option in chosen)
    wrong, all_holding = len(chosen) - holding, len(drawn.key)
    remarks = tuple(Remark(option.id, option.text, option.holds, option.feedback) for option in chosen)
    if wrong == 0 and holding == all_holding:
        return phrased("right", "all-chosen", credit=1.0, remarks=remarks)
    phrase = {
        (True, True): "some-wrong-and-missing",
        (True, False): "some-wrong",
        (False, True): "some-missing",
    }[wrong > 0, holding < all_holding]
    return phrased("not-yet", phrase, credit=max(0.0, (holding - wrong) / all_holding), remarks=remarks)

"""What is said of an answer.

Every sentence a reader is told stands in `PHRASES`, and travels with a page: page and notebook say the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

#: Verdict, or remark on an option -> the word or two that head it.
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
        "nothing-chosen": "Nothing is chosen",
        "holds": "Holds",
        "does-not-hold": "Does not hold",
    }
)
#: Kinds of verdict on an answer that was understood.
TRIES = ("right", "mistake", "unit-slip", "not-yet")
#: Verdict's id -> the sentence that explains it; a mistake or a single choice brings its own.
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
        "nothing-chosen": "Choose first, then check. This did not count as a try.",
        "unreadable-choice": "Give the letter of one option, such as b. This did not count as a try.",
        "unreadable-choices": "Give the letters of the options, such as a, c. This did not count as a try.",
        "all-chosen": "Everything that holds is chosen, and nothing else.",
        "some-missing": "What you chose holds, but it is not all that does.",
        "some-wrong": "All that holds is among your choices, but not every choice holds.",
        "some-wrong-and-missing": "Not every choice holds, and something that does is not chosen.",
    }
)


@dataclass(frozen=True)
class Remark:
    """What is said of one chosen option.

    Attributes
    ----------
    id, text : str
        The option.
    holds : bool
        Whether it belongs to the right answer.
    feedback : str
        In a little Markdown.
    """

    id: str
    text: str
    holds: bool
    feedback: str


@dataclass(frozen=True)
class Verdict:
    """What is said of an answer.

    Attributes
    ----------
    kind : str
        One of `HEADS`: ``"right"``, ``"mistake"``, ``"unit-slip"``, ``"not-yet"``, or why the answer was not
        understood.
    id : str
        The mistake's or the single chosen option's id, or the key of `PHRASES` that was used.
    credit : float
        Share of the points earned.
    head : str
        The verdict in a word or two, with the slip's name.
    feedback : str
        What explains it; in a little Markdown if it comes from a mistake or an option, else plain.
    note : str
        What a number was read as; empty if it was not read.
    choices : tuple of str
        For an ambiguous number, the answers it may have meant.
    remarks : tuple of Remark
        Where several options may be chosen, what is said of each chosen one, in the order shown.
    """

    kind: str
    id: str
    credit: float
    head: str
    feedback: str
    note: str = ""
    choices: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def is_try(self) -> bool:
        """Whether the answer was understood, so that it counts as a try."""
        return self.kind in TRIES


def phrased(
    kind: str,
    phrase: str,
    *,
    credit: float = 0.0,
    note: str = "",
    choices: tuple[str, ...] = (),
    remarks: tuple[Remark, ...] = (),
    words: Mapping[str, str] = MappingProxyType({}),
) -> Verdict:
    """Return a verdict whose explanation is one of `PHRASES`.

    Parameters
    ----------
    kind : str
        One of `HEADS`.
    phrase : str
        One of `PHRASES`, which becomes the verdict's id.
    credit, note, choices, remarks
        As in `Verdict`.
    words : Mapping of str to str
        What the phrase is filled with.

    Returns
    -------
    Verdict
        Ready to be shown.
    """
    return Verdict(kind, phrase, credit, HEADS[kind], PHRASES[phrase].format(**words), note, choices, remarks)

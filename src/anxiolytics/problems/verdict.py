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
#: As `HEADS`, for functions: these do not travel with a page, which runs none.
FUNCTION_HEADS: Mapping[str, str] = MappingProxyType(
    {
        "not-a-function": "This is not a function",
        "arguments": "Not the arguments that are asked for",
        "stopped": "It did not come to an end",
        "raised": "An error",
        "nothing": "Nothing came back",
        "not-a-number": "Not a number",
        "shape": "Not the shape that is asked for",
        "not-finite": "Not a finite number",
    }
)
#: As `PHRASES`, for functions, in a little Markdown.
FUNCTION_PHRASES: Mapping[str, str] = MappingProxyType(
    {
        "all-right": "It gives the right value at all {count} inputs that it was tried at.",
        "some-right": "It gives the right value at {right} of {count} inputs that it was tried at, "
        "but not at `{call}`, where it gives {given}. "
        "Work this one out by hand, or take a hint.",
        "none-right": "It gives the right value at none of {count} inputs that it was tried at. "
        "At `{call}` it gives {given}. Work this one out by hand, or take a hint.",
        "numbers-right": "It gives the right value wherever it gets plain numbers, but not at `{call}`. "
        "An array has to come back with one value for each of its elements, in their order.",
        "not-a-function": "What was handed over is of the type `{words}`. Hand over the function itself, by "
        "its name and without calling it: `{name}`, not `{name}(…)`. This did not count as a try.",
        "arguments": "It takes `({words})`, but it is called with `({arguments})`. "
        "This did not count as a try.",
        "argument-order": "It takes `({words})`, but it is called with them in the order `({arguments})`. "
        "This did not count as a try.",
        "stopped": "It was still running when its time was over, at `{call}`. Look for a loop whose "
        "condition never changes. This did not count as a try.",
        "raised": "`{call}` stops with `{words}`. This did not count as a try.",
        "raised-array": "With plain numbers it runs, but `{call}` stops with `{words}`. It has to take an "
        "array for {arrays}, too: numpy's functions do, those of `math` and a plain `if` do not. "
        "This did not count as a try.",
        "nothing": "`{call}` gives back `None`. A function gives back what stands after `return`; "
        "`print` only shows it. This did not count as a try.",
        "not-a-number": "`{call}` gives back something of the type `{words}`, where a number is asked for. "
        "This did not count as a try.",
        "shape": "`{call}` gives back {given}, where {asked} is asked for. This did not count as a try.",
        "not-finite": "`{call}` gives back {given}. Look for a division by zero, or for a number that grows "
        "beyond what the computer can hold. This did not count as a try.",
    }
)
_ALL_HEADS = {**HEADS, **FUNCTION_HEADS}
_ALL_PHRASES = {**PHRASES, **FUNCTION_PHRASES}


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
        One of `HEADS` or `FUNCTION_HEADS`: ``"right"``, ``"mistake"``, ``"unit-slip"``, ``"not-yet"``, or why
        the answer was not understood.
    id : str
        The mistake's or the single chosen option's id, or the key of the phrase that was used.
    credit : float
        Share of the points earned.
    head : str
        The verdict in a word or two, with the slip's name.
    feedback : str
        What explains it; in a little Markdown if it comes from a mistake, an option or is about a function,
        else plain.
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
    """Return a verdict whose explanation is one of `PHRASES` or `FUNCTION_PHRASES`.

    Parameters
    ----------
    kind : str
        One of `HEADS` or `FUNCTION_HEADS`.
    phrase : str
        The phrase's key, which becomes the verdict's id.
    credit, note, choices, remarks
        As in `Verdict`.
    words : Mapping of str to str
        What the phrase is filled with.

    Returns
    -------
    Verdict
        Ready to be shown.
    """
    feedback = _ALL_PHRASES[phrase].format(**words)
    return Verdict(kind, phrase, credit, _ALL_HEADS[kind], feedback, note, choices, remarks)

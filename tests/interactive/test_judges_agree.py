"""The page's judge (exercise.judging.js in QuickJS) and the library say the same of thousands of answers."""

import json
from itertools import combinations
from random import Random

import pytest
import quickjs

from anxiolytics.interactive.displayable import module_source
from anxiolytics.interactive.exercise import Exercise
from anxiolytics.problems import NumberProblem, judge, variant
from anxiolytics.problems.bank import problems
from anxiolytics.problems.problem import Mistake, between
from anxiolytics.problems.units import SPELLINGS, menu
from anxiolytics.problems.wording import inline_html, to_html

VARIANTS = 2
ANSWERS_FOR_EACH_VARIANT = 100


def small_problem(unit, **changes):
    settings = {
        "id": "peak-level",
        "version": 1,
        "title": "Peak level",
        "rows": ("P11",),
        "objective": "Divide.",
        "minutes": 1,
        "difficulty": 1,
        "statement": "{dose_mg} mg in {volume_l} L?",
        "draw": lambda rng: {"dose_mg": between(rng, 1, 40, 1), "volume_l": between(rng, 20, 90, 1)},
        "hints": ("Divide.", "Dose by volume."),
        "solution": lambda p: "Divide.",
        "answer": lambda p: p["dose_mg"] / p["volume_l"],
        "unit": unit,
        "mistakes": (
            Mistake(
                "upside-down",
                "the ratio is upside down",
                lambda p: p["volume_l"] / p["dose_mg"],
                "Turn it *over*.",
            ),
        ),
    }
    return NumberProblem(**(settings | changes))


PROBLEMS = (
    *(problem for problem in problems() if problem.kind == "number"),
    small_problem("mg/L"),
    small_problem("", id="pure-number"),
    small_problem("L/h", id="with-an-absolute-tolerance", rtol=0.0, atol=0.004),
    small_problem("1/h", id="rate-constant", mistakes=()),
    *(
        small_problem(unit, id=f"asked-{i}")
        for i, unit in enumerate(("mV", "mM", "nS", "pA", "ms", "kcal/mol", "1/s"))
    ),
    # Where figures and decades matter more than the tolerance does.
    small_problem(
        "mg/L",
        id="near-powers-of-ten",
        draw=lambda rng: {"dose_mg": between(rng, 1, 4, 1), "volume_l": between(rng, 0.99, 1.045, 0.005)},
        answer=lambda p: 1.0003 * p["volume_l"] * 10 ** p["dose_mg"],
        rtol=0.0005,
    ),
)


def number_texts(rng, number):
    """One number, written in the ways that people and their machines write it."""
    figures = rng.randint(1, 12)
    short = f"{number:.{figures}g}"
    plain = f"{number:.{rng.randint(0, 6)}f}"
    whole, _, decimals = plain.partition(".")
    grouped = f"{int(whole):,}" if whole.lstrip("-").isdigit() else whole
    exponent = f"{number:.{figures}e}"
    mantissa, _, power = exponent.partition("e")
    raised = str(int(power)).translate(str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"))
    return (
        repr(number),
        short,
        short.replace(".", ","),
        plain,
        plain.replace(".", ","),
        exponent,
        exponent.upper(),
        f"{mantissa}×10^{int(power)}",
        f"{mantissa} x 10{raised}",
        f"{mantissa}*10**{int(power)}",
        grouped + (f".{decimals}" if decimals else ""),
        grouped.replace(",", ".") + (f",{decimals}" if decimals else ""),
        grouped.replace(",", "\u202f") + (f",{decimals}" if decimals else ""),
        plain.replace("-", "−"),
        f"+{plain}",
        f"= {plain}",
        f"≈{plain}",
        plain.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
        plain.translate(str.maketrans("0123456789.", "０１２３４５６７８９．")),
        f"00{plain.lstrip('-')}",
    )


#: Parted by strokes; every line begins with one.
UNIT_TEXTS = """
|h|min|d|hrs.|days|%|per cent|percent|fraction|µg/mL|μg/L|mcg/ml|ng/mL|mg/l|g/L|mL/min|L/h|L h-1|1/h
|mV|V|mM|µM|mmol/L|nS|pS|µS|pA|pA/mV|pA/nS|s|ms|sec|1/s|per second|1/ms|kcal/mol|kJ/mol|kJ mol⁻¹|kcal|mmol
|per hour|h⁻¹|furlongs|h/|//h|1|x|m g
"""
NONSENSE_TEXTS = """
| |nan|NaN|inf|-inf|Infinity|about twelve|½|12..5|1.2.3|1,2,3|--5|+-5|1/2|2^3|1e|e5|1e999|-1e999|1e-999
|0|-0|0.0|.|1 2|1 20|12 34|1 200 300|1,200,300|1.200.300|1,200.5.|1,200|0,125|12,500 mg|-1,200|1,200e2|£5|5 €
|5 h 30 min|5:30|<5|5-6|١٢٣|12 ч|5 İ|5 K|5 ſ|𝟓|5 𝟓|{number}|5 {unit}|<b>5</b>|5 <script>|__proto__
|2.2-fold|5 constructor|5 toString|1.5 e 2|1.5 E+02|2x10^1|2x100|2 x|5 /h|5 1 / h|5 % |5‰|5'000|0x10|1_000
|5 per|per 5|5 per cent
"""
UNITS = UNIT_TEXTS.replace("\n", "").split("|")
NONSENSE = [
    *NONSENSE_TEXTS.replace("\n", "").split("|"),
    *("\u2028", "5\n6", "\ufeff5", "5\u200b.5", "5" + " " * 90),
    *("9" * 60, "9" * 61, "1" * 4000, "a" * 59, "5 " + "a" * 57 + "!"),
]


def unit_texts(rng):
    simple = [spelling for spellings in SPELLINGS.values() for spelling in spellings]
    above, below = rng.choice(simple), rng.choice(simple)
    one = (above, above.upper(), f"1/{below}", f"/{below}")
    two = (f"{above}/{below}", f"{above} per {below}", f"{above}·{below}⁻¹", f"{above} {below}^-1")
    return (*one, *two, *UNITS)


def roundings(target):
    """The target rounded to one figure and more, and the numbers next to it in the last place."""
    for figures in range(1, 6):
        mantissa, _, power = f"{target:.{figures - 1}e}".partition("e")
        for step in (-1, -0.5, 0, 0.5, 1):
            number = (float(mantissa) + step * 10.0 ** (1 - figures)) * 10.0 ** int(power)
            yield from (
                f"{number:.9g}",
                f"{number:.{max(0, figures - 1 - int(power))}f}",
                f"{number / 24:.9g} d",
            )


def answers(rng, drawn):
    """Answers near and far, right and wrong, readable and not."""
    rtol, atol = drawn.problem.rtol, drawn.problem.atol
    targets = [drawn.key, *(slip.value for slip in drawn.slips)]
    edge = max(atol / drawn.key, rtol)
    for _ in range(ANSWERS_FOR_EACH_VARIANT):
        number = rng.choice(targets) * rng.choice(
            (1, 1, 1, 1 + edge, 1 - edge, 1 + 0.99999 * edge, 1 + 1.00001 * edge, 1 - 1.00001 * edge, 1000,
             0.001, 60, 1 / 60, 24, 1 / 24, 100, 0.01, -1, rng.uniform(0.94, 1.06), rng.uniform(0, 5))
        )  # fmt: skip
        text = rng.choice(number_texts(rng, number))
        yield (
            text + rng.choice(("", " ", "\u00a0")) + rng.choice(unit_texts(rng))
            if rng.random() < 0.6
            else text
        )
    for target in targets:
        yield from roundings(target)
    # Chance may leave this slip out, and it must be reached.
    yield f"{1000 * drawn.key:.6g}"
    yield from NONSENSE


@pytest.fixture(scope="module")
def page_judge():
    source = module_source("exercise")
    context = quickjs.Context()
    context.eval(source.replace("export default", "globalThis.widget ="))
    context.eval(
        "globalThis.judgeAll = (json) => { const { problem, rules, sealed, answers } = JSON.parse(json);"
        "const variant = unseal(sealed);"
        "const one = { number: (answer) => judgeNumber(problem, variant, ...answer, rules),"
        "choice: (ids) => judgeChoice(problem, variant, ids, rules) }[problem.kind];"
        "return JSON.stringify(answers.map(one)); }"
    )

    def verdicts(page_problem, rules, index, answers):
        given = {
            "problem": page_problem,
            "rules": rules,
            "sealed": page_problem["variants"][index]["sealed"],
            "answers": answers,
        }
        return json.loads(context.get("judgeAll")(json.dumps(given)))

    return verdicts


def told_by_library(verdict):
    """Everything a reader is told, in the words of the page."""
    feedback = to_html(verdict.feedback) if verdict.kind == "mistake" else verdict.feedback
    choices = list(verdict.choices)
    return (verdict.kind, verdict.id, verdict.credit, verdict.head, feedback, verdict.note, choices)


def told_by_page(verdict):
    feedback = verdict.get("html", verdict.get("feedback"))
    return (*(verdict[name] for name in ("kind", "id", "credit", "head")), feedback, verdict["note"],
            verdict.get("choices", []))  # fmt: skip


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.id)
def test_page_and_library_tell_a_reader_the_same(problem, page_judge):
    rng = Random(problem.id)
    exercise = Exercise(problem, variants=VARIANTS)
    payload = exercise.payload()
    seen = set()
    for index, drawn in enumerate(exercise.variants):
        pairs = [(text, rng.choice(("", *menu(problem.unit)))) for text in answers(rng, drawn)]
        on_page = page_judge(payload["problem"], payload["rules"], index, pairs)
        for (text, unit), told in zip(pairs, on_page, strict=True):
            verdict = judge(drawn, text, unit)
            assert told_by_page(told) == told_by_library(verdict), (text, unit, drawn.key)
            seen.add(verdict.kind)
    # The answers reach every verdict, or the comparison would be worth little.
    reachable = {"right", "not-yet", "unreadable", "ambiguous", "unknown-unit", "other-quantity", "unit-slip"}
    assert seen >= reachable | ({"mistake"} if problem.mistakes else set())


CHOICES = tuple(problem for problem in problems() if problem.kind == "choice")


def subsets(drawn):
    """Every answer that a page can give, right ones and wrong ones, and none at all."""
    ids = [option.id for option in drawn.options]
    sizes = range(len(ids) + 1) if drawn.problem.many else (0, 1)
    return [list(chosen) for size in sizes for chosen in combinations(ids, size)]


@pytest.mark.parametrize("problem", CHOICES, ids=lambda problem: problem.id)
def test_page_and_library_say_the_same_of_every_choice(problem, page_judge):
    exercise = Exercise(problem, variants=12)
    payload = exercise.payload()
    for index, drawn in enumerate(exercise.variants):
        answers = subsets(drawn)
        on_page = page_judge(payload["problem"], payload["rules"], index, answers)
        for answer, told in zip(answers, on_page, strict=True):
            verdict = judge(drawn, answer)
            feedback = (
                verdict.feedback if verdict.id in payload["rules"]["phrases"] else to_html(verdict.feedback)
            )
            assert told.get("html", told.get("feedback")) == feedback
            for name in ("kind", "id", "credit", "head", "note"):
                assert told[name] == getattr(verdict, name)
            remarks = [
                {"id": r.id, "text": inline_html(r.text), "holds": r.holds, "feedback": to_html(r.feedback)}
                for r in verdict.remarks
            ]
            assert told.get("remarks", []) == remarks


def test_at_least_five_thousand_answers_are_compared():
    drawn = variant(PROBLEMS[0], 1)
    numbers = len(PROBLEMS) * VARIANTS * len(list(answers(Random(0), drawn)))
    choices = sum(12 * len(subsets(variant(problem, 1))) for problem in CHOICES)
    assert numbers + choices >= 5000

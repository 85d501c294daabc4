import pytest
from hypothesis import given
from hypothesis import strategies as st

from anxiolytics.problems import judge, variant
from anxiolytics.problems.bank import problem
from anxiolytics.problems.problem import Mistake


@pytest.fixture
def drawn(peak_level):
    """20 mg into 40 L: the key is 0.5 mg/L, upside down it is 2."""
    return variant(peak_level(draw=lambda rng: {"dose_mg": 20.0, "volume_l": 40.0}), 1)


@pytest.mark.parametrize(
    ("answer", "kind", "id"),
    [
        ("0.5", "right", "within"),
        ("0.50 mg/L", "right", "within"),
        ("500 ng/mL", "right", "within"),
        ("500 µg/L", "right", "within"),
        ("0.51", "right", "within"),
        ("0.49", "right", "within"),
        ("0.511", "not-yet", "not-yet"),
        ("2", "mistake", "upside-down"),
        ("2000 ng/mL", "mistake", "upside-down"),
        ("500", "unit-slip", "unit"),
        ("0.5 ng/mL", "unit-slip", "unit"),
        ("500 g/L", "unit-slip", "unit"),
        ("0.0005", "unit-slip", "thousand"),
        ("0", "not-yet", "not-positive"),
        ("-0.5", "not-yet", "not-positive"),
        ("0.7", "not-yet", "not-yet"),
        ("half", "unreadable", "unreadable"),
        ("1,200", "ambiguous", "ambiguous"),
        ("0.5 mg", "other-quantity", "other-quantity"),
        ("0.5 stone", "unknown-unit", "unknown-unit"),
    ],
)
def test_verdicts(drawn, answer, kind, id):
    verdict = judge(drawn, answer)
    assert (verdict.kind, verdict.id) == (kind, id)


def test_credit_and_tries(drawn):
    assert (judge(drawn, "0.5").credit, judge(drawn, "2").credit, judge(drawn, "0.7").credit) == (
        1.0,
        0.25,
        0.0,
    )
    assert [judge(drawn, text).is_try for text in ("0.5", "2", "500", "0.7")] == [True] * 4
    assert [judge(drawn, text).is_try for text in ("half", "1,200", "0.5 mg", "0.5 stone")] == [False] * 4


def test_rounding_never_costs_marks(peak_level):
    # 1/0.93 = 1.0753: 1.1 is 2.3 % off, but it is the key in two figures; 1 is one figure only.
    drawn = variant(peak_level(draw=lambda rng: {"dose_mg": 100.0, "volume_l": 93.0}, mistakes=()), 1)
    assert (judge(drawn, "1.1").kind, judge(drawn, "1.1").id) == ("right", "rounded")
    assert judge(drawn, "1").kind == "not-yet"
    assert judge(drawn, "1.10").kind == "not-yet"


def test_key_comes_before_mistakes_and_mistakes_come_in_their_order(peak_level):
    order = (
        Mistake("first", "one", lambda p: 60.0, "First."),
        Mistake("second", "two", lambda p: 3.0, "Second."),
    )
    drawn = variant(peak_level(unit="h", answer=lambda p: 1.0, mistakes=order), 1)
    # 60 is also the right number in minutes: the known mistake speaks first.
    assert judge(drawn, "60").id == "first"
    assert judge(drawn, "60 min").kind == "right"
    assert judge(drawn, "1", "d").kind == "unit-slip"


def test_what_a_reader_is_told(drawn):
    right = judge(drawn, "500 ng/mL", "mg/L")
    assert right.head == "Right"
    assert right.feedback == "Your answer lies within 2 % of the exact one."
    assert right.note == "Read as 500 ng/mL: a unit you type counts more than the menu."
    assert judge(drawn, "0,5").note == "No unit was written, so it was read as 0.5 mg/L."
    assert judge(drawn, "0,5", "mg/L").note == "Read as 0.5 mg/L."
    mistake = judge(drawn, "2")
    assert (mistake.head, mistake.feedback) == (
        "Not yet: dose and volume changed places",
        "20 goes on *top*.",
    )
    assert judge(drawn, "500").feedback == (
        "The number fits another unit: 500 ng/mL would be right, 500 mg/L is not."
    )
    assert "1.2 or 1200" in judge(drawn, "1,200").feedback
    assert "Write ng/mL, µg/mL or mg/L." in judge(drawn, "0.5 stone").feedback
    assert "measures an amount, but the answer is a concentration" in judge(drawn, "0.5 mg").feedback


def test_advice_gives_no_direction(drawn):
    assert judge(drawn, "0.7").feedback == judge(drawn, "0.3").feedback


def test_a_pure_number_needs_no_unit(peak_level):
    drawn = variant(peak_level(unit="", answer=lambda p: 2.5, mistakes=()), 1)
    assert judge(drawn, "2.5").note == "Read as 2.5."
    assert judge(drawn, "250 %").kind == "right"
    assert judge(drawn, "2.5 stone").id == "unknown-unit-alone"


@pytest.mark.parametrize(
    ("unit", "right", "slip", "other"),
    [
        ("mV", ("12.5", "12.5 mV", "12.5 mv", "0.0125 V", "12.5 pA/nS"), "12.5 V", "12.5 nS"),
        ("nS", ("12.5", "12.5 nS", "12500 pS", "0.0125 µS", "12.5 pA/mV"), "12.5 pS", "12.5 ms"),
        ("pA", ("12.5", "0.0125 nA", "12.5 nS mV"), "12.5 nA", "12.5 mV"),
        ("ms", ("12.5", "0.0125 s", "12.5 msec"), "12.5 s", "12.5 1/s"),
        ("mM", ("12.5", "12.5 mmol/L", "12500 µM", "0.0125 mol/L"), "12.5 mol/L", "12.5 mg/L"),
        ("kcal/mol", ("12.5", "52.3 kJ/mol", "52.3 J/mmol", "12.5 kcal mol⁻¹"), "12.5 kJ/mol", "12.5 kcal"),
        ("1/s", ("12.5", "12.5 per second", "0.0125 / ms", "750 per min", "12.5 s⁻¹"), "12.5 1/ms", "12.5 s"),
    ],
)
def test_units_of_the_membrane_are_read_and_converted(peak_level, unit, right, slip, other):
    drawn = variant(peak_level(unit=unit, answer=lambda p: 12.5, mistakes=()), 1)
    assert [judge(drawn, text).kind for text in right] == ["right"] * len(right)
    assert judge(drawn, slip).kind == "unit-slip"
    assert judge(drawn, other).kind == "other-quantity"


@given(st.text(max_size=70))
def test_whatever_is_typed_gets_a_verdict_with_all_its_words(text):
    verdict = judge(variant(problem("half-life-from-clearance"), 1), text)
    assert verdict.head
    assert verdict.feedback
    assert verdict.is_try == bool(verdict.note)


@given(st.integers(min_value=0, max_value=10_000), st.integers(min_value=2, max_value=15))
def test_the_key_in_any_number_of_figures_is_right(seed, figures):
    drawn = variant(problem("half-life-from-clearance"), seed)
    for text in (
        f"{drawn.key:#.{figures}g}",
        f"{drawn.key / 24:#.{figures}g} d",
        f"{drawn.key * 60:#.{figures}g} min",
    ):
        assert judge(drawn, text).kind == "right", text

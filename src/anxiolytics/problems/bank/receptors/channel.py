"""Problems on one channel in time: how often, for how long, and which rate a drug changed."""

from random import Random

from anxiolytics.principles.channel import ACTIONS, Activity, Channel, activity, after_a_pulse, with_drug
from anxiolytics.problems.problem import (
    ChoiceProblem,
    Mistake,
    NumberProblem,
    Option,
    Params,
    between,
    choose,
)
from anxiolytics.problems.wording import shown

_FASTER_BINDING = "faster binding"


def _draw_rates(rng: Random) -> Params:
    return {
        "binding_per_um_per_s": between(rng, 4, 8, 0.5),
        "unbinding_per_s": between(rng, 200, 400, 20),
        "opening_per_s": between(rng, 1000, 3000, 100),
        "closing_per_s": between(rng, 100, 400, 20),
        "gaba_um": between(rng, 10, 60, 2),
    }


def _channel(p: Params) -> Channel:
    return Channel(
        **{name: p[name] for name in ("binding_per_um_per_s", "unbinding_per_s", "opening_per_s")},
        closing_per_s=p["closing_per_s"],
    )


def _found(p: Params) -> Activity:
    return activity(_channel(p), p["gaba_um"])


def _bound(p: Params) -> float:
    return float(p["binding_per_um_per_s"] * p["gaba_um"] / p["unbinding_per_s"])


def _open_share(p: Params, ways_to_be_half_bound: int = 2) -> float:
    bound, gate = _bound(p), p["opening_per_s"] / p["closing_per_s"]
    return float(gate * bound**2 / (1 + ways_to_be_half_bound * bound + bound**2 * (1 + gate)))


def _explain_frequency(p: Params) -> str:
    bound, gate = _bound(p), p["opening_per_s"] / p["closing_per_s"]
    return (
        f"With x = kon G / koff = {shown(bound, 4)} and β/α = {shown(gate, 4)} the four states have weights "
        f"1, 2x, x² and x² β/α: 1, {shown(2 * bound, 4)}, {shown(bound**2, 4)} and "
        f"{shown(gate * bound**2, 4)}. The channel is open "
        f"{shown(100 * _open_share(p), 3)} % of the time.\n\n"
        f"An opening lasts 1/α = {shown(1000 / p['closing_per_s'], 3)} ms on average, so openings come at "
        f"α × open share = {shown(p['closing_per_s'])} × {shown(_open_share(p), 4)} = "
        f"**{shown(float(_found(p).opening_frequency_per_s), 3)} per second**."
    )


openings_per_second = NumberProblem(
    id="openings-per-second",
    version=2,
    title="How often does it open?",
    rows=("P4",),
    objective="Compute an opening frequency from rates.",
    minutes=7,
    difficulty=2,
    statement=(
        "A channel takes up two GABA and then opens: C ⇌ AC ⇌ A₂C ⇌ A₂O. "
        "Each free site binds at kon = {binding_per_um_per_s} per µM and second, each bound GABA leaves at "
        "koff = {unbinding_per_s} per second. The doubly bound channel opens at β = {opening_per_s} and "
        "closes at α = {closing_per_s} per second. GABA stands at {gaba_um} µM. "
        "**How many times a second does it open, on average?** *Invented numbers.*"
    ),
    draw=_draw_rates,
    answer=lambda p: float(_found(p).opening_frequency_per_s),
    unit="1/s",
    mistakes=(
        Mistake(
            id="opening-rate-times-the-open-share",
            name="the open share was multiplied by β",
            value=lambda p: p["opening_per_s"] * _open_share(p),
            feedback=(
                "You multiplied the open share by β. Open channels *close*, at α, and every opening ends "
                "once; β belongs to the share of A₂C."
            ),
        ),
        Mistake(
            id="two-sites-counted-as-one-way",
            name="two sites were counted as one",
            value=lambda p: p["closing_per_s"] * _open_share(p, ways_to_be_half_bound=1),
            feedback=(
                "You gave AC the weight x. There are two sites to bind at first, so the weight is 2x: "
                "either of them may hold the one GABA."
            ),
        ),
        Mistake(
            id="open-share-instead-of-frequency",
            name="this is the share of time open",
            value=_open_share,
            feedback="This is the share of time open. Divide by the mean length of an opening, 1/α.",
        ),
    ),
    hints=(
        "Find the share of time open first; then ask how many openings of mean length 1/α fit into it.",
        "With x = kon G / koff the states have the weights 1, 2x, x² and x² β/α. The open share is the last "
        "over their sum.",
        "The frequency is α times the open share, here with α = {closing_per_s} per second.",
    ),
    solution=_explain_frequency,
)

#: What is read off a record, by its name in the table of the statement.
_MEASURES = ("frequency", "open_ms", "per_burst", "gap_ms")


def _draw_two_records(rng: Random) -> Params:
    plain = Channel(
        binding_per_um_per_s=between(rng, 4, 8, 0.5),
        unbinding_per_s=between(rng, 200, 400, 20),
        opening_per_s=between(rng, 1000, 3000, 100),
        closing_per_s=between(rng, 100, 400, 20),
    )
    gaba_um = between(rng, 1, 5, 0.5)
    action, strength = choose(rng, (*ACTIONS, _FASTER_BINDING)), choose(rng, (2.0, 2.5, 3.0))
    if action == _FASTER_BINDING:
        # Only the product of binding rate and GABA enters.
        treated = _measures(plain, strength * gaba_um)
    else:
        treated = _measures(with_drug(plain, action, strength), gaba_um)
    before = _measures(plain, gaba_um)
    return {
        f"{when}_{name}": value
        for when, row in (("before", before), ("drug", treated))
        for name, value in zip(_MEASURES, row, strict=True)
    }


def _measures(channel: Channel, gaba_um: float) -> tuple[float, ...]:
    found = activity(channel, gaba_um)
    openings, open_ms = float(found.openings_per_burst), float(found.mean_open_ms)
    gap_ms = (float(found.mean_burst_ms) - openings * open_ms) / (openings - 1)
    exact = (float(found.opening_frequency_per_s), open_ms, openings, gap_ms)
    return tuple(float(f"{value:.3g}") for value in exact)


def _change(p: Params, name: str) -> float:
    return float(p[f"drug_{name}"] / p[f"before_{name}"])


def _rate_that_changed(p: Params) -> str:
    """Tell from the table alone which rate differs."""
    if _change(p, "open_ms") > 1.2:
        return "slower closing"
    if _change(p, "per_burst") < 1.1:
        return _FASTER_BINDING
    return "slower unbinding" if _change(p, "gap_ms") > 1 else "faster opening"


def _options_on_two_records(p: Params) -> tuple[Option, ...]:
    changed = _rate_that_changed(p)
    changes = {name: shown(_change(p, name), 3) for name in _MEASURES}
    return (
        Option(
            "leaving",
            "GABA leaves its sites more slowly.",
            changed == "slower unbinding",
            "That would keep the mean opening, put more openings into a burst and make the gaps inside a "
            f"burst a little *longer*, as nothing hurries them. Here the gaps are {changes['gap_ms']} times, "
            f"the openings in a burst {changes['per_burst']} times and the mean opening "
            f"{changes['open_ms']} times what they were.",
        ),
        Option(
            "opening",
            "The channel with two GABA opens faster.",
            changed == "faster opening",
            "That would keep the mean opening, put more openings into a burst and make the gaps inside it "
            f"*shorter*. Here the gaps are {changes['gap_ms']} times, the openings in a burst "
            f"{changes['per_burst']} times and the mean opening {changes['open_ms']} times what they were.",
        ),
        Option(
            "closing",
            "The open channel closes more slowly.",
            changed == "slower closing",
            "That shows in the length of an opening, 1/α, and in nothing else inside a burst. "
            f"Here the mean opening is {changes['open_ms']} times what it was.",
        ),
        Option(
            "binding",
            "GABA binds faster.",
            changed == _FASTER_BINDING,
            "That would bring bursts more often and leave every burst as it was: its openings, their length "
            f"and their gaps. Here a burst has {changes['per_burst']} times as many openings, "
            f"{changes['open_ms']} times as long.",
        ),
    )


def _explain_two_records(p: Params) -> str:
    right = next(option for option in _options_on_two_records(p) if option.holds)
    return (
        "Each rate leaves its own trace. The mean opening is 1/α. A burst has 1 + β/2koff openings, parted "
        "by gaps of 1/(β + 2koff). Binding brings bursts on and does nothing inside them.\n\n"
        f"With the drug the mean opening is {shown(_change(p, 'open_ms'), 3)} times, the openings in a burst "
        f"{shown(_change(p, 'per_burst'), 3)} times and the gaps {shown(_change(p, 'gap_ms'), 3)} times what "
        "they were.\n\n"
        f"So: **{right.text}** The frequency alone, {shown(_change(p, 'frequency'), 3)} times what it was, "
        "would not have told."
    )


which_rate_changed = ChoiceProblem(
    id="which-rate-changed",
    version=1,
    title="Two records, one changed rate",
    rows=("P4",),
    objective="Tell from a record which step of the channel a drug acts on.",
    minutes=6,
    difficulty=3,
    statement=(
        "Read off long records of one channel under the same low GABA (*invented numbers*):\n\n"
        "| Measure | Before | With the drug |\n"
        "|---|---|---|\n"
        "| Openings per second | {before_frequency} | {drug_frequency} |\n"
        "| Mean opening (ms) | {before_open_ms} | {drug_open_ms} |\n"
        "| Openings in a burst | {before_per_burst} | {drug_per_burst} |\n"
        "| Gap inside a burst (ms) | {before_gap_ms} | {drug_gap_ms} |\n\n"
        "The channel follows C ⇌ AC ⇌ A₂C ⇌ A₂O. **What did the drug do?**"
    ),
    draw=_draw_two_records,
    options=_options_on_two_records,
    hints=(
        "Leave the frequency for last: more than one change raises it.",
        "An opening lasts 1/α on average, whatever the other rates are. Did it change?",
        "A burst has 1 + β/2koff openings with gaps of 1/(β + 2koff). If both rise, koff fell; if the gaps "
        "shrink, β rose.",
    ),
    solution=_explain_two_records,
)


def _draw_pulse(rng: Random) -> Params:
    return {
        "opening_per_s": between(rng, 900, 3000, 50),
        "unbinding_per_s": between(rng, 150, 400, 10),
        "times_slower": choose(rng, (1.5, 2.0, 2.5, 3.0)),
    }


def _openings_after_a_pulse(p: Params, strength: float) -> float:
    plain = Channel(unbinding_per_s=p["unbinding_per_s"], opening_per_s=p["opening_per_s"])
    return after_a_pulse(with_drug(plain, "slower unbinding", strength)).openings


def _openings_with_drug(p: Params) -> float:
    return _openings_after_a_pulse(p, p["times_slower"])


def _explain_pulse(p: Params) -> str:
    slower = p["unbinding_per_s"] / p["times_slower"]
    return (
        f"With the drug each GABA leaves at {shown(p['unbinding_per_s'])} / {shown(p['times_slower'])} = "
        f"{shown(slower, 4)} per second, and either of the two may go first: {shown(2 * slower, 4)}.\n\n"
        f"From the shut state the channel opens at β = {shown(p['opening_per_s'])} or loses GABA at "
        f"{shown(2 * slower, 4)}, so it opens β / 2koff = **{shown(_openings_with_drug(p), 3)} times** "
        "before it does.\n\n"
        f"Without the drug it is {shown(_openings_after_a_pulse(p, 1.0), 3)}. The openings come at the same "
        "pace for a longer time: more of them, and not a higher frequency."
    )


openings_after_a_pulse = NumberProblem(
    id="openings-after-a-pulse",
    version=1,
    title="After a puff of GABA",
    rows=("P4",),
    objective="Compute what a drug that slows unbinding does after a pulse of GABA.",
    minutes=5,
    difficulty=2,
    statement=(
        "A pulse of GABA, gone at once, leaves a channel shut with both of its sites bound; nothing can bind "
        "again. It opens at {opening_per_s} per second, and each of the two GABA leaves the shut channel at "
        "{unbinding_per_s} per second. A drug makes this leaving {times_slower} times slower. "
        "**How often does the channel open, on average, before the first GABA leaves?** *Invented numbers.*"
    ),
    draw=_draw_pulse,
    answer=_openings_with_drug,
    unit="",
    mistakes=(
        Mistake(
            id="one-gaba-instead-of-two",
            name="one GABA was counted, and not two",
            value=lambda p: 2 * _openings_with_drug(p),
            feedback=(
                "You let the channel lose GABA at koff. Two are bound and either may leave first, at 2 koff."
            ),
        ),
        Mistake(
            id="openings-of-a-burst-that-has-begun",
            name="the burst was taken to have begun",
            value=lambda p: 1 + _openings_with_drug(p),
            feedback=(
                "This counts a burst from its first opening on. Here the channel starts *shut* and may lose "
                "its GABA before it opens at all."
            ),
        ),
        Mistake(
            id="drug-left-out",
            name="the drug was left out",
            value=lambda p: _openings_after_a_pulse(p, 1.0),
            feedback="This is the channel without the drug. Make the leaving {times_slower} times slower.",
        ),
        Mistake(
            id="leaving-made-faster",
            name="leaving became faster instead of slower",
            value=lambda p: _openings_after_a_pulse(p, 1 / p["times_slower"]),
            feedback=(
                "You made GABA leave {times_slower} times *faster*. The drug holds it longer: divide "
                "{unbinding_per_s} by {times_slower}."
            ),
        ),
    ),
    hints=(
        "At every visit to the shut state two things compete: opening, and the loss of a GABA.",
        "Opening goes at {opening_per_s} per second; the loss at twice the slowed rate, as two are bound.",
        "The expected number of openings is the opening rate over the rate of loss.",
    ),
    solution=_explain_pulse,
)

PROBLEMS = (openings_per_second, which_rate_changed, openings_after_a_pulse)

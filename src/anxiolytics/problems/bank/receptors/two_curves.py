"""A problem on reading potency and efficacy off two curves, and on what neither of them tells.

The drugs are invented.
"""

from random import Random

from anxiolytics.occupancy import effect
from anxiolytics.problems.problem import ChoiceProblem, Option, Params, between, choose
from anxiolytics.problems.wording import shown

#: Concentrations of the plotted points (nM).
_POINTS_NM = (1, 10, 100, 1000, 10_000, 100_000)
_LAST = _POINTS_NM[-1]


def _draw(rng: Random) -> Params:
    while True:
        half = {"a": choose(rng, (20.0, 30.0, 50.0, 80.0, 200.0, 300.0))}
        half["b"] = half["a"] * choose(rng, (0.1, 0.2, 5.0, 10.0))
        top = {"a": between(rng, 60, 120, 5)}
        top["b"] = float(round(top["a"] * choose(rng, (0.3, 0.4, 0.7, 1.4, 1.7))))
        drawn: dict[str, float] = {"asked_nm": choose(rng, (10.0, 100.0))}
        for name in ("a", "b"):
            for point in _POINTS_NM:
                drawn[f"{name}_{point}"] = round(float(effect(point, half[name], top[name])), 1)
        # What the reader compares at one concentration has to be clear at a glance.
        first, second = sorted(_at(drawn, name, drawn["asked_nm"]) for name in ("a", "b"))
        if second > 1.3 * first:
            return drawn


def _at(p: Params, name: str, point_nm: float) -> float:
    return float(p[f"{name}_{point_nm:.0f}"])


def _half_nm(p: Params, name: str) -> float:
    """EC50 from the point in the table nearest to half of the top, with a Hill coefficient of 1."""
    top = _at(p, name, _LAST)
    point = min(_POINTS_NM, key=lambda each: abs(_at(p, name, each) / top - 0.5))
    share = _at(p, name, point) / top
    return point * (1 - share) / share


def _options(p: Params) -> tuple[Option, ...]:
    top = {name: _at(p, name, _LAST) for name in ("a", "b")}
    half = {name: _half_nm(p, name) for name in ("a", "b")}
    tops = f"A ends near {shown(top['a'])} %, B near {shown(top['b'])} %."
    halves = f"A reaches half of its own top near {shown(half['a'], 2)} nM, B near {shown(half['b'], 2)} nM."
    asked = p["asked_nm"]
    here = (
        f"At {shown(asked)} nM A adds {shown(_at(p, 'a', asked))} % and B "
        f"{shown(_at(p, 'b', asked))} %; that is neither potency nor efficacy, but a mixture of both."
    )
    return (
        Option("potency", "B is the more potent drug.", half["b"] < half["a"], halves),
        Option("efficacy", "B has the greater efficacy.", top["b"] > top["a"], tops),
        Option(
            "at-one-level",
            f"At {shown(asked)} nM B does more than A.",
            _at(p, "b", asked) > _at(p, "a", asked),
            here,
        ),
        Option(
            "half-of-a",
            "Enough B does half of what A does at its best.",
            top["b"] > top["a"] / 2,
            f"Half of A's best is {shown(top['a'] / 2)} %. {tops} No amount lifts a drug above its own top.",
        ),
        Option(
            "potency-decides",
            "The more potent of the two is also the one that can do more.",
            (half["b"] < half["a"]) == (top["b"] > top["a"]),
            f"{halves} {tops} The two numbers are independent: it has to be looked up for each pair.",
        ),
    )


def _explain(p: Params) -> str:
    held = [option for option in _options(p) if option.holds]
    return (
        "Read each curve twice. Its *end* is the efficacy; then find where it reaches half of its **own** "
        "end: that concentration is the EC50, and a small one means a potent drug.\n\n"
        + "\n\n".join(f"**{option.text}** {option.feedback}" for option in held)
    )


two_drugs_two_curves = ChoiceProblem(
    id="two-drugs-two-curves",
    version=1,
    title="Two drugs, two curves",
    rows=("P5",),
    objective="Read potency and efficacy off two concentration–effect curves.",
    minutes=4,
    difficulty=1,
    statement=(
        "Two drugs were tried on the same cells, and the current that they add at low GABA was plotted. The "
        "points (*invented numbers*):\n\n"
        "| Concentration (nM) | A (% more current) | B (% more current) |\n"
        "|---|---|---|\n"
        + "".join(f"| {point} | {{a_{point}}} | {{b_{point}}} |\n" for point in _POINTS_NM)
        + "\n**What do the curves say, of the drugs and of a level of {asked_nm} nM?**"
    ),
    draw=_draw,
    options=_options,
    many=True,
    hints=(
        "Efficacy is the end of a curve, potency the place of its middle.",
        "Half of A's own end and half of B's own end are two different heights. At which concentrations are "
        "they reached?",
        "What happens at {asked_nm} nM is in the table as it stands; it need not follow either number.",
    ),
    solution=_explain,
)

PROBLEMS = (two_drugs_two_curves,)

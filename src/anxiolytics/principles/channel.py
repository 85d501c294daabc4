r"""One channel in time: how often it opens and for how long, which no equilibrium can tell.

The smallest scheme with two binding steps and a gate, the closed states on the left:

.. math::
    C \underset{k_{off}}{\overset{2 k_{on} G}{\rightleftharpoons}} AC
    \underset{2 k_{off}}{\overset{k_{on} G}{\rightleftharpoons}} A_2C
    \underset{\alpha}{\overset{\beta}{\rightleftharpoons}} A_2O

Stationary occupancies depend on :math:`k_{off} / k_{on}` and :math:`\beta / \alpha` alone; frequencies and
durations depend on each rate. Every result here is exact. `anxiolytics.principles.channel_dwell_times` has
the distributions, and `anxiolytics.principles.channel_record` draws records to compare. No desensitisation,
one open state, and no opening with fewer than two GABA bound: the real channel has several of each.

References
----------
Colquhoun D, Hawkes AG. On the stochastic properties of bursts of single ion channel openings and of clusters
of bursts. Phil Trans R Soc Lond B 1982;300:1-59.
Bianchi MT. Context dependent benzodiazepine modulation of GABA-A receptor opening frequency.
Curr Neuropharmacol 2010;8:10-17.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from anxiolytics import arguments
from anxiolytics.arguments import FloatArray, Values

#: The states, in the order of every array here.
STATES = ("C", "AC", "A2C", "A2O")
OPEN = 3


@dataclass(frozen=True)
class Channel:
    r"""Rates of one channel; the defaults are *illustrative*.

    They are round numbers that give the equilibrium curve of the wild-type receptor of
    `anxiolytics.principles.gating_calibration` (EC50 26 µM, largest open probability 0.9), openings of 5 ms
    and about four openings in a burst.

    Parameters
    ----------
    binding_per_um_per_s : float
        :math:`k_{on}`, at one free site (1/(µM s)).
    unbinding_per_s : float
        :math:`k_{off}`, from one occupied site (1/s).
    opening_per_s : float
        :math:`\beta`, of the doubly bound channel (1/s).
    closing_per_s : float
        :math:`\alpha` (1/s).

    Raises
    ------
    ValueError
        If a rate is not one positive number.
    """

    binding_per_um_per_s: float = 5.0
    unbinding_per_s: float = 300.0
    opening_per_s: float = 1800.0
    closing_per_s: float = 200.0

    def __post_init__(self) -> None:
        """Check the rates."""
        for name, value in vars(self).items():
            if arguments.positive(name, value).ndim:
                raise ValueError(f"{name} must be one number: got an array")


#: What a drug may do to the channel: the rate it changes, and whether a strength of 2 doubles or halves it.
#: The first two are rival accounts of benzodiazepines, the third is that of barbiturates.
ACTIONS = {
    "slower unbinding": ("unbinding_per_s", -1),
    "faster opening": ("opening_per_s", 1),
    "slower closing": ("closing_per_s", -1),
}


def with_drug(channel: Channel, action: str, strength: float) -> Channel:
    """Change one rate of a channel, as a drug of a class does.

    Parameters
    ----------
    channel : Channel
        Without drug.
    action : str
        A key of `ACTIONS`.
    strength : float
        How many times slower or faster, 1 for no change.

    Returns
    -------
    Channel

    Raises
    ------
    ValueError
        If there is no such action or the strength is not one positive number.
    """
    if action not in ACTIONS:
        raise ValueError(f"action must be one of {', '.join(ACTIONS)}: got {action!r}")
    factor = arguments.positive("strength", strength)
    if factor.ndim:
        raise ValueError("strength must be one number: got an array")
    rate, direction = ACTIONS[action]
    changed: float = getattr(channel, rate) * float(factor) ** direction
    return replace(channel, **{rate: changed})


def rate_matrix(channel: Channel, gaba_um: ArrayLike) -> FloatArray:
    """Rates between the states.

    Parameters
    ----------
    channel : Channel
        The channel.
    gaba_um : array_like
        Free concentration of GABA (µM), zero or more.

    Returns
    -------
    ndarray, shape (..., 4, 4)
        Entry ``[..., i, j]`` is the rate from state i to state j (1/s), in the order of `STATES`; rows sum to
        zero.

    Raises
    ------
    ValueError
        If a concentration is negative.
    """
    gaba = arguments.non_negative("gaba_um", gaba_um)
    matrix = np.zeros((*gaba.shape, 4, 4))
    matrix[..., 0, 1] = 2 * channel.binding_per_um_per_s * gaba
    matrix[..., 1, 2] = channel.binding_per_um_per_s * gaba
    matrix[..., 1, 0] = channel.unbinding_per_s
    matrix[..., 2, 1] = 2 * channel.unbinding_per_s
    matrix[..., 2, 3] = channel.opening_per_s
    matrix[..., 3, 2] = channel.closing_per_s
    matrix[..., range(4), range(4)] = -matrix.sum(-1)
    return matrix


def stationary(channel: Channel, gaba_um: ArrayLike) -> FloatArray:
    r"""Share of time in each state in the long run.

    With :math:`x = k_{on} G / k_{off}` the weights are :math:`1, 2x, x^2, x^2 \beta / \alpha`.

    Parameters
    ----------
    channel : Channel
        The channel.
    gaba_um : array_like
        Free concentration of GABA (µM), zero or more.

    Returns
    -------
    ndarray, shape (..., 4)
        In the order of `STATES`; sums to 1.

    Raises
    ------
    ValueError
        If a concentration is negative.
    """
    gaba = arguments.non_negative("gaba_um", gaba_um)
    bound = channel.binding_per_um_per_s * gaba / channel.unbinding_per_s
    gate = channel.opening_per_s / channel.closing_per_s
    weights = np.stack([np.ones_like(bound), 2 * bound, bound**2, gate * bound**2], axis=-1)
    shares: FloatArray = weights / weights.sum(-1, keepdims=True)
    return shares


@dataclass(frozen=True, eq=False)
class Activity:
    """What a long record of one channel shows; floats, or arrays over concentrations.

    Attributes
    ----------
    open_probability : float or ndarray
        Share of time open.
    opening_frequency_per_s : float or ndarray
        Openings per second.
    mean_open_ms : float or ndarray
        Mean duration of an opening (ms).
    mean_closed_ms : float or ndarray
        Mean time between openings (ms); infinite without GABA.
    openings_per_burst : float or ndarray
        Openings, on average, before the first GABA leaves.
    burst_frequency_per_s : float or ndarray
        Bursts per second.
    mean_burst_ms : float or ndarray
        Mean time from the first opening of a burst to the end of its last (ms).
    """

    open_probability: Values
    opening_frequency_per_s: Values
    mean_open_ms: Values
    mean_closed_ms: Values
    openings_per_burst: Values
    burst_frequency_per_s: Values
    mean_burst_ms: Values


def activity(channel: Channel, gaba_um: ArrayLike) -> Activity:
    r"""Frequencies and durations under a steady concentration of GABA, exactly.

    An opening lasts :math:`1 / \alpha` on average and openings come at :math:`\alpha P_o` per second. In a
    burst the channel shuts without losing GABA: :math:`1 + \beta / 2 k_{off}` openings on average, with
    gaps of :math:`1 / (\beta + 2 k_{off})` between them.

    Parameters
    ----------
    channel : Channel
        The channel.
    gaba_um : array_like
        Free concentration of GABA (µM), zero or more.

    Returns
    -------
    Activity

    Raises
    ------
    ValueError
        If a concentration is negative.
    """
    opened = stationary(channel, gaba_um)[..., OPEN][()]
    frequency = channel.closing_per_s * opened
    leaving = 2 * channel.unbinding_per_s
    openings = 1 + channel.opening_per_s / leaving
    gap = 1 / (channel.opening_per_s + leaving)
    with np.errstate(divide="ignore"):
        closed = (1 - opened) / frequency
    same = np.ones_like(frequency)
    return Activity(
        open_probability=opened,
        opening_frequency_per_s=frequency,
        mean_open_ms=1000 / channel.closing_per_s * same,
        mean_closed_ms=1000 * closed,
        openings_per_burst=openings * same,
        burst_frequency_per_s=frequency / openings,
        mean_burst_ms=1000 * (openings / channel.closing_per_s + (openings - 1) * gap) * same,
    )


@dataclass(frozen=True)
class PulseResponse:
    """What is left to happen once GABA is gone and a channel stands with both sites bound, shut.

    Attributes
    ----------
    openings : float
        Expected number of openings.
    active_ms : float
        Expected time until the first GABA leaves (ms).
    frequency_per_s : float
        Openings in that time, per second of it.
    """

    openings: float
    active_ms: float
    frequency_per_s: float


def after_a_pulse(channel: Channel) -> PulseResponse:
    r"""Response to a pulse of GABA so brief that nothing can bind again, as at a synapse.

    The channel opens :math:`\beta / 2 k_{off}` times on average over
    :math:`(1 + \beta / \alpha) / 2 k_{off}` seconds. Slower unbinding gives more openings over a longer time
    *at the same frequency*: whether a benzodiazepine raises the frequency depends on the context.

    Parameters
    ----------
    channel : Channel
        The channel.

    Returns
    -------
    PulseResponse
    """
    leaving = 2 * channel.unbinding_per_s
    active = (1 + channel.opening_per_s / channel.closing_per_s) / leaving
    openings = channel.opening_per_s / leaving
    return PulseResponse(openings=openings, active_ms=1000 * active, frequency_per_s=openings / active)

"""Records of one channel, drawn exactly, and what can be read off them.

The exact stochastic simulation of Gillespie: wait an exponential time, then step to a neighbouring state.
What is read off a record comes with its own uncertainty and can be held against
`anxiolytics.principles.channel`, which needs no chance.

References
----------
Gillespie DT. Exact stochastic simulation of coupled chemical reactions. J Phys Chem 1977;81:2340-2361.
"""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from anxiolytics import arguments
from anxiolytics.arguments import FloatArray
from anxiolytics.principles.channel import OPEN, STATES, Channel, rate_matrix, stationary

#: Longer records are refused: they would keep a reader waiting for minutes.
MOST_STEPS = 5_000_000
_DRAWN_AT_ONCE = 10_000


@dataclass(frozen=True, eq=False)
class Record:
    """One channel watched for a while.

    Attributes
    ----------
    starts_s : ndarray, shape (n,)
        When the channel entered each state (s), the first at 0.
    states : ndarray of int, shape (n,)
        Which state, as a place in `anxiolytics.principles.channel.STATES`.
    duration_s : float
        Length of the record (s).
    """

    starts_s: FloatArray
    states: NDArray[np.intp]
    duration_s: float

    @property
    def is_open(self) -> NDArray[np.bool_]:
        """Whether the channel is open, at each entry; what an electrode sees of the states."""
        shown: NDArray[np.bool_] = self.states == OPEN
        return shown

    @property
    def open_fraction(self) -> float:
        """Share of the record in which the channel is open."""
        return float(np.diff(self.starts_s, append=self.duration_s)[self.is_open].sum() / self.duration_s)

    @property
    def openings_per_s(self) -> float:
        """Openings that began in the record, per second."""
        return int(self.is_open[1:].sum()) / self.duration_s

    @property
    def open_times_s(self) -> FloatArray:
        """Durations of the openings that both begin and end in the record (s)."""
        inside = np.flatnonzero(self.is_open[1:-1]) + 1
        return self.starts_s[inside + 1] - self.starts_s[inside]

    @property
    def closed_times_s(self) -> FloatArray:
        """Times from the end of an opening to the next one (s)."""
        openings = np.flatnonzero(self.is_open)
        return self.starts_s[openings[1:]] - self.starts_s[openings[:-1] + 1]

    @property
    def burst_lengths_s(self) -> FloatArray:
        """Times from the first opening of a burst to the end of its last (s), for bursts inside the record.

        A burst goes on while the channel keeps both GABA, which the simulation knows; in a laboratory, a
        longest gap has to be chosen instead.
        """
        openings = np.flatnonzero(self.is_open)
        # Two entries from one opening to the next: the only state between them is A2C.
        breaks = np.flatnonzero(np.diff(openings) != 2)
        first, last = openings[breaks[:-1] + 1], openings[breaks[1:]]
        return self.starts_s[last + 1] - self.starts_s[first]


def simulate(channel: Channel, gaba_um: float, duration_s: float, seed: int) -> Record:
    """Draw a record of one channel under a steady concentration of GABA.

    Parameters
    ----------
    channel : Channel
        The channel; it begins in a state drawn from its stationary shares.
    gaba_um : float
        Free concentration of GABA (µM), zero or more.
    duration_s : float
        Length of the record (s).
    seed : int
        The same seed gives the same record.

    Returns
    -------
    Record

    Raises
    ------
    ValueError
        If an argument is not one number of its range, or the record would take more than `MOST_STEPS` steps.
    """
    gaba = arguments.non_negative("gaba_um", gaba_um)
    length = arguments.positive("duration_s", duration_s)
    if gaba.ndim or length.ndim:
        raise ValueError("gaba_um and duration_s must be one number each: got an array")
    if not isinstance(seed, int | np.integer) or isinstance(seed, bool) or seed < 0:
        raise ValueError(f"seed must be a whole number, 0 or more: got {seed!r}")
    rates = rate_matrix(channel, gaba)
    shares = stationary(channel, gaba)
    leaving = -rates.diagonal()
    steps = float(shares @ leaving * length)
    if steps > MOST_STEPS:
        raise ValueError(
            f"duration_s must be short enough for {MOST_STEPS} steps: got {length:g}, about {steps:.2g} steps"
        )
    chance = np.random.default_rng(seed)
    starts, states = [0.0], [int(chance.choice(len(STATES), p=shares))]
    with np.errstate(divide="ignore", invalid="ignore"):
        mean_wait = (1 / leaving).tolist()
        upward = (np.append(rates.diagonal(1), 0.0) / leaving).tolist()
    now, state = starts[0], states[0]
    while True:
        waits = chance.standard_exponential(_DRAWN_AT_ONCE).tolist()
        choices = chance.random(_DRAWN_AT_ONCE).tolist()
        for wait, choice in zip(waits, choices, strict=True):
            now += wait * mean_wait[state]
            # Without GABA a free channel waits for ever, and for ever times nothing is no number either.
            if not now < length:
                return Record(np.array(starts), np.array(states, dtype=np.intp), float(length))
            state += 1 if choice < upward[state] else -1
            starts.append(now)
            states.append(state)


class Estimate(NamedTuple):
    """A mean with the ends of its confidence interval."""

    mean: float
    low: float
    high: float


def mean_with_interval(durations: ArrayLike, standard_errors: float = 1.96) -> Estimate:
    """Mean of durations with its confidence interval, by the normal approximation.

    Parameters
    ----------
    durations : array_like, shape (n,)
        Independent durations, at least two.
    standard_errors : float, optional
        Half-width in standard errors; 1.96, the default, for 95 %.

    Returns
    -------
    Estimate
        In the unit of `durations`.

    Raises
    ------
    ValueError
        If there are fewer than two durations, or an argument is not allowed.
    """
    values = arguments.non_negative("durations", durations)
    width = float(arguments.positive("standard_errors", standard_errors))
    if values.ndim != 1 or values.size < 2:
        raise ValueError(f"durations must be a list of at least two: got the shape {values.shape}")
    half = width * float(values.std(ddof=1)) / math.sqrt(values.size)
    mean = float(values.mean())
    return Estimate(mean, mean - half, mean + half)

"""How long a channel stays open or closed: whole distributions, without chance.

References
----------
Colquhoun D, Hawkes AG. On the stochastic properties of bursts of single ion channel openings and of clusters
of bursts. Phil Trans R Soc Lond B 1982;300:1-59.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from anxiolytics import arguments
from anxiolytics.arguments import FloatArray, Values
from anxiolytics.principles.channel import Channel


@dataclass(frozen=True, eq=False)
class DwellTimes:
    r"""Distribution of a duration as a mixture of exponentials.

    .. math:: f(t) = \sum_i w_i \lambda_i e^{-\lambda_i t}

    Attributes
    ----------
    rates_per_s : ndarray, shape (n,)
        :math:`\lambda_i`, ascending (1/s).
    weights : ndarray, shape (n,)
        :math:`w_i`, the share of durations in each component; they sum to 1.
    """

    rates_per_s: FloatArray
    weights: FloatArray

    def density_per_s(self, time_s: ArrayLike) -> Values:
        """Density at a duration (1/s); raises ValueError for a negative time."""
        time = arguments.non_negative("time_s", time_s)[..., np.newaxis]
        density: Values = (self.weights * self.rates_per_s * np.exp(-self.rates_per_s * time)).sum(-1)
        return density

    def survival(self, time_s: ArrayLike) -> Values:
        """Share of durations longer than this; raises ValueError for a negative time."""
        time = arguments.non_negative("time_s", time_s)[..., np.newaxis]
        share: Values = (self.weights * np.exp(-self.rates_per_s * time)).sum(-1)
        return share

    def mean_s(self) -> float:
        """Mean duration (s)."""
        return float((self.weights / self.rates_per_s).sum())

    def variance_s2(self) -> float:
        """Variance of the duration (s²)."""
        return float(2 * (self.weights / self.rates_per_s**2).sum()) - self.mean_s() ** 2


def open_times(channel: Channel) -> DwellTimes:
    """Distribution of the duration of an opening: one exponential, as there is one open state."""
    return DwellTimes(rates_per_s=np.array([channel.closing_per_s]), weights=np.ones(1))


def closed_times(channel: Channel, gaba_um: float) -> DwellTimes:
    r"""Distribution of the time between two openings under a steady concentration of GABA.

    Every shut time begins and ends in :math:`A_2C`. The closed states are a chain, so their rates become by
    scaling the product :math:`-B B^T` of a matrix with one square root a step: up on the diagonal, down
    beside it. With its singular values :math:`\sigma_i` and left vectors :math:`u_i`,
    :math:`\lambda_i = \sigma_i^2` and :math:`w_i = \beta u_i(A_2C)^2 / \lambda_i`: none is negative, and slow
    ones lose no digits.

    Parameters
    ----------
    channel : Channel
        The channel.
    gaba_um : float
        Free concentration of GABA (µM), above zero: without GABA a shut channel may never open again.

    Returns
    -------
    DwellTimes
        Of three components.

    Raises
    ------
    ValueError
        If the concentration is not one positive number.
    """
    gaba = arguments.positive("gaba_um", gaba_um)
    if gaba.ndim:
        raise ValueError("gaba_um must be one number: got an array")
    binding = channel.binding_per_um_per_s * float(gaba)
    up = np.array([2 * binding, binding, channel.opening_per_s])
    down = np.array([channel.unbinding_per_s, 2 * channel.unbinding_per_s])
    vectors, singular, _ = np.linalg.svd(np.diag(-np.sqrt(up)) + np.diag(np.sqrt(down), -1))
    rates = singular[::-1] ** 2
    return DwellTimes(rates_per_s=rates, weights=channel.opening_per_s * vectors[-1, ::-1] ** 2 / rates)


def burst_lengths(channel: Channel) -> DwellTimes:
    r"""Distribution of the time from the first opening of a burst to the end of its last.

    .. math:: \lambda^2 - (\alpha + \beta + 2 k_{off}) \lambda + 2 k_{off} \alpha = 0

    Parameters
    ----------
    channel : Channel
        The channel.

    Returns
    -------
    DwellTimes
        Of two components: long bursts, and single openings cut short by the loss of GABA.
    """
    leaving = 2 * channel.unbinding_per_s
    total = channel.closing_per_s + channel.opening_per_s + leaving
    fast = (total + np.sqrt(total**2 - 4 * leaving * channel.closing_per_s)) / 2
    slow = leaving * channel.closing_per_s / fast
    rates = np.array([slow, fast])
    # The density at zero, closing_per_s times the chance to lose GABA next, and the whole fix both weights.
    start = channel.closing_per_s * leaving / (channel.opening_per_s + leaving)
    slow_share = (fast - start) / (fast - slow)
    return DwellTimes(rates_per_s=rates, weights=np.array([slow_share, 1 - slow_share]))

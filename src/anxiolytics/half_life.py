"""Rates, half-lives, accumulation, and how deep the trough is below the peak.

Everything here is linear pharmacokinetics with first-order elimination; every function broadcasts.
The equations are those of any textbook of clinical pharmacokinetics, for example
M. Rowland and T. N. Tozer, *Clinical Pharmacokinetics and Pharmacodynamics*.
"""

import math

import numpy as np
from numpy.typing import ArrayLike

from anxiolytics import arguments
from anxiolytics.arguments import FloatArray, Values, broadcast_shape

LN2 = math.log(2.0)


def elimination_rate(
    *,
    half_life_h: ArrayLike | None = None,
    clearance_l_per_h: ArrayLike | None = None,
    volume_l: ArrayLike | None = None,
) -> Values:
    r"""Elimination rate constant, from the half-life or from clearance and volume.

    .. math:: k = \ln 2 / t_{1/2} = CL / V

    Parameters
    ----------
    half_life_h : array_like, optional
        Elimination half-life (h).
    clearance_l_per_h, volume_l : array_like, optional
        Clearance (L/h) and volume of distribution (L), given together and instead of the half-life.

    Returns
    -------
    float or ndarray
        Fraction of what is in the body eliminated per hour (1/h).

    Raises
    ------
    ValueError
        If a value is not positive, or not exactly one of the two ways is given: clearance, volume and
        half-life of one drug are three numbers of which only two are free.
    """
    if half_life_h is not None and clearance_l_per_h is None and volume_l is None:
        return LN2 / arguments.positive("half_life_h", half_life_h)
    if half_life_h is None and clearance_l_per_h is not None and volume_l is not None:
        clearance = arguments.positive("clearance_l_per_h", clearance_l_per_h)
        volume = arguments.positive("volume_l", volume_l)
        broadcast_shape(clearance_l_per_h=clearance, volume_l=volume)
        return clearance / volume
    raise ValueError(
        "elimination_rate takes half_life_h alone, or clearance_l_per_h and volume_l: "
        f"got half_life_h={half_life_h!r}, clearance_l_per_h={clearance_l_per_h!r}, volume_l={volume_l!r}"
    )


def half_life(*, clearance_l_per_h: ArrayLike, volume_l: ArrayLike) -> Values:
    r"""Elimination half-life: what clearance and volume make together.

    .. math:: t_{1/2} = \ln 2 \cdot V / CL

    Parameters
    ----------
    clearance_l_per_h : array_like
        Clearance (L/h).
    volume_l : array_like
        Volume of distribution (L).

    Returns
    -------
    float or ndarray
        Half-life (h).

    Raises
    ------
    ValueError
        If a value is not positive or the shapes do not broadcast.
    """
    return LN2 / elimination_rate(clearance_l_per_h=clearance_l_per_h, volume_l=volume_l)


def fraction_remaining(time_h: ArrayLike, half_life_h: ArrayLike) -> Values:
    r"""Fraction of an amount left after a time, with no further input.

    .. math:: 2^{-t / t_{1/2}}

    Parameters
    ----------
    time_h : array_like
        Time since the start (h), zero or more.
    half_life_h : array_like
        Elimination half-life (h).

    Returns
    -------
    float or ndarray
        Between 0 and 1.

    Raises
    ------
    ValueError
        If a time is negative, a half-life is not positive or the shapes do not broadcast.
    """
    time = arguments.non_negative("time_h", time_h)
    halving = arguments.positive("half_life_h", half_life_h)
    broadcast_shape(time_h=time, half_life_h=halving)
    return np.exp2(-time / halving)


def accumulation_ratio(half_life_h: ArrayLike, interval_h: ArrayLike) -> Values:
    r"""How many times higher a level at steady state is than at the same moment after the first dose.

    .. math:: R = \frac{1}{1 - 2^{-\tau / t_{1/2}}}

    Exact for a bolus dose into one compartment; after an oral dose it holds once absorption is over.

    Parameters
    ----------
    half_life_h : array_like
        Elimination half-life (h).
    interval_h : array_like
        Time between doses (h).

    Returns
    -------
    float or ndarray
        One or more.

    Raises
    ------
    ValueError
        If a value is not positive or the shapes do not broadcast.
    """
    halving, interval = _half_life_and_interval(half_life_h, interval_h)
    return -1.0 / np.expm1(-LN2 * interval / halving)


def hours_to_steady_state(half_life_h: ArrayLike, fraction: ArrayLike = 0.95) -> Values:
    r"""Time on a steady regimen until a given fraction of the steady state is reached.

    .. math:: t = -t_{1/2} \log_2 (1 - f)

    The dose and the interval do not come into it.

    Parameters
    ----------
    half_life_h : array_like
        Elimination half-life (h).
    fraction : array_like, optional
        Fraction of the steady state, from 0 to below 1.

    Returns
    -------
    float or ndarray
        Hours.

    Raises
    ------
    ValueError
        If the half-life is not positive, the fraction is outside its range or the shapes do not broadcast.
    """
    halving = arguments.positive("half_life_h", half_life_h)
    reached = arguments.fraction("fraction", fraction)
    if (reached == 1).any():
        raise ValueError("fraction must be below 1, as a steady state is never quite reached: got 1")
    broadcast_shape(half_life_h=halving, fraction=reached)
    return -halving * np.log1p(-reached) / LN2


def peak_time_h(
    half_life_h: ArrayLike, absorption_rate_per_h: ArrayLike, interval_h: ArrayLike = math.inf
) -> Values:
    r"""Time from an oral dose to the peak, after a single dose or at steady state.

    .. math::
        t_{max} = \frac{1}{k_a - k_e} \ln \frac{k_a (1 - e^{-k_e \tau})}{k_e (1 - e^{-k_a \tau})}

    It comes earlier at steady state than after a single dose (:math:`\tau = \infty`).

    Parameters
    ----------
    half_life_h : array_like
        Elimination half-life (h).
    absorption_rate_per_h : array_like
        First-order absorption rate constant (1/h); infinity is a bolus, with its peak at once.
    interval_h : array_like, optional
        Time between doses (h); infinity, the default, is a single dose.

    Returns
    -------
    float or ndarray
        Hours after the dose.

    Raises
    ------
    ValueError
        If a value is not positive or the shapes do not broadcast.
    """
    halving = arguments.positive("half_life_h", half_life_h)
    absorption = arguments.positive_or_infinite("absorption_rate_per_h", absorption_rate_per_h)
    interval = arguments.positive_or_infinite("interval_h", interval_h)
    broadcast_shape(half_life_h=halving, absorption_rate_per_h=absorption, interval_h=interval)
    bolus = np.isinf(absorption)
    time = _oral_peak_time(LN2 / halving, np.where(bolus, 1.0, absorption), interval)
    return np.where(bolus, 0.0, time)[()]


def absorption_rate(half_life_h: ArrayLike, peak_time_h: ArrayLike) -> Values:
    r"""Absorption rate constant that puts the peak of a single oral dose at a given time.

    It solves, for one compartment,

    .. math:: t_{max} = \frac{\ln (k_a / k_e)}{k_a - k_e}

    with :math:`k_e = \ln 2 / t_{1/2}`. A peak later than :math:`1 / k_e` means that absorption is the slower
    of the two. It is not :math:`\ln 2 / t_{max}`.

    Parameters
    ----------
    half_life_h : array_like
        Elimination half-life (h).
    peak_time_h : array_like
        Time from the start of absorption to the peak (h): less a lag, where there is one.

    Returns
    -------
    float or ndarray
        First-order absorption rate constant (1/h).

    Raises
    ------
    ValueError
        If a value is not positive, the shapes do not broadcast, or the peak is so late or so early that no
        floating-point number is such a rate (beyond about 700 times, or below 1e-300 of, :math:`1 / k_e`).
    """
    halving = arguments.positive("half_life_h", half_life_h)
    peak = arguments.positive("peak_time_h", peak_time_h)
    broadcast_shape(half_life_h=halving, peak_time_h=peak)
    elimination = LN2 / halving
    rate = elimination * np.exp(_log_ratio_of_rates(elimination * peak))
    possible = (rate > 0) & np.isfinite(rate)
    if not possible.all():
        late = np.broadcast_to(peak, possible.shape)[~possible].flat[0]
        raise ValueError(
            f"peak_time_h must be one that an absorption rate can give with this half-life: got {late:g}"
        )
    return rate


def trough_to_peak(
    half_life_h: ArrayLike, interval_h: ArrayLike, absorption_rate_per_h: ArrayLike = math.inf
) -> Values:
    r"""Trough divided by peak at steady state, one compartment.

    For a bolus (an infinite absorption rate, the default) this is exactly :math:`2^{-\tau / t_{1/2}}`.
    With first-order absorption the dose arrives gradually and the ratio is higher; with
    :math:`\varphi(x) = (1 - e^{-x}) / x` and :math:`t_{max}` of `peak_time_h`,

    .. math::
        \frac{C_{min}}{C_{max}} = e^{-k (\tau - t_{max})}\,
        \frac{\varphi((k' - k) \tau)}{\varphi(k' \tau)},

    where :math:`k` is the slower and :math:`k'` the faster of the two rates, whichever is which.

    Parameters
    ----------
    half_life_h : array_like
        Elimination half-life (h).
    interval_h : array_like
        Time between doses (h).
    absorption_rate_per_h : array_like, optional
        First-order absorption rate constant (1/h).

    Returns
    -------
    float or ndarray
        Between 0 and 1.

    Raises
    ------
    ValueError
        If a value is not positive or the shapes do not broadcast.
    """
    halving, interval = _half_life_and_interval(half_life_h, interval_h)
    absorption = arguments.positive_or_infinite("absorption_rate_per_h", absorption_rate_per_h)
    broadcast_shape(half_life_h=halving, interval_h=interval, absorption_rate_per_h=absorption)
    bolus = np.isinf(absorption)
    elimination = LN2 / halving
    absorbed = np.where(bolus, 1.0, absorption)
    slow, fast = np.minimum(elimination, absorbed), np.maximum(elimination, absorbed)
    since_peak = interval - _oral_peak_time(elimination, absorbed, interval)
    oral = (
        np.exp(-slow * since_peak)
        * _mean_of_decay((fast - slow) * interval)
        / _mean_of_decay(fast * interval)
    )
    return np.where(bolus, np.exp2(-interval / halving), oral)[()]


def two_compartment_trough_to_peak(
    *,
    clearance_l_per_h: ArrayLike,
    central_volume_l: ArrayLike,
    intercompartmental_clearance_l_per_h: ArrayLike,
    peripheral_volume_l: ArrayLike,
    interval_h: ArrayLike,
) -> Values:
    r"""Trough divided by peak at steady state, bolus doses into the central of two compartments.

    .. math::
        \frac{C_{min}}{C_{max}} =
        \frac{\sum_i A_i e^{-\lambda_i \tau} / (1 - e^{-\lambda_i \tau})}
             {\sum_i A_i / (1 - e^{-\lambda_i \tau})}

    over the two phases, whose rates solve
    :math:`\lambda^2 - (k_{10} + k_{12} + k_{21}) \lambda + k_{10} k_{21} = 0` and whose weights are
    :math:`A_i = |\lambda_i - k_{21}| / (\lambda_1 - \lambda_2)`.
    Distribution makes the ratio lower than :math:`2^{-\tau / t_{1/2}}` of the terminal half-life.

    Parameters
    ----------
    clearance_l_per_h : array_like
        Clearance from the central compartment (L/h).
    central_volume_l, peripheral_volume_l : array_like
        Volumes (L).
    intercompartmental_clearance_l_per_h : array_like
        Flow between the two compartments, the same in both directions (L/h).
    interval_h : array_like
        Time between doses (h).

    Returns
    -------
    float or ndarray
        Between 0 and 1.

    Raises
    ------
    ValueError
        If a value is not positive or the shapes do not broadcast.
    """
    clearance = arguments.positive("clearance_l_per_h", clearance_l_per_h)
    central = arguments.positive("central_volume_l", central_volume_l)
    flow = arguments.positive("intercompartmental_clearance_l_per_h", intercompartmental_clearance_l_per_h)
    peripheral = arguments.positive("peripheral_volume_l", peripheral_volume_l)
    interval = arguments.positive("interval_h", interval_h)
    broadcast_shape(
        clearance_l_per_h=clearance,
        central_volume_l=central,
        intercompartmental_clearance_l_per_h=flow,
        peripheral_volume_l=peripheral,
        interval_h=interval,
    )
    elimination, outward, inward = clearance / central, flow / central, flow / peripheral
    # The discriminant as a sum of squares, and each small root through the product of the two roots:
    # no difference of nearly equal numbers is taken anywhere.
    lean = elimination + outward - inward
    gap = np.sqrt(lean**2 + 4 * outward * inward)
    fast = (elimination + outward + inward + gap) / 2
    slow = elimination * inward / fast
    larger = (np.abs(lean) + gap) / 2
    smaller = outward * inward / larger
    fast_weight, slow_weight = np.where(lean >= 0, larger, smaller), np.where(lean >= 0, smaller, larger)
    fast_peak = fast_weight / -np.expm1(-fast * interval)
    slow_peak = slow_weight / -np.expm1(-slow * interval)
    trough: FloatArray = fast_peak * np.exp(-fast * interval) + slow_peak * np.exp(-slow * interval)
    return trough / (fast_peak + slow_peak)


def _half_life_and_interval(half_life_h: ArrayLike, interval_h: ArrayLike) -> tuple[FloatArray, FloatArray]:
    halving, interval = (
        arguments.positive("half_life_h", half_life_h),
        arguments.positive("interval_h", interval_h),
    )
    broadcast_shape(half_life_h=halving, interval_h=interval)
    return halving, interval


def _mean_of_decay(x: FloatArray) -> FloatArray:
    """Mean of exp(-x u) for u from 0 to 1, that is (1 - exp(-x)) / x, for x of zero or more."""
    mean: FloatArray = np.where(x == 0, 1.0, -np.expm1(-x) / np.where(x == 0, 1.0, x))
    return mean


def _oral_peak_time(elimination: Values, absorption: FloatArray, interval: FloatArray) -> FloatArray:
    """Peak time at steady state for finite rates; the two rates may be equal or nearly so.

    With d the difference of the rates, the logarithm of the textbook formula is written as
    log1p(d / slow) + log1p(-exp(-slow tau) (1 - exp(-d tau)) / (1 - exp(-fast tau))): both terms are
    proportional to d when d is small, so that dividing by d loses nothing.
    """
    slow, fast = np.minimum(elimination, absorption), np.maximum(elimination, absorption)
    single = np.isinf(interval)
    tau = np.where(single, 1.0, interval)
    left = np.where(single, 0.0, np.exp(-slow * tau))
    difference = fast - slow
    overlap = left * np.expm1(-difference * tau) / -np.expm1(-fast * tau)
    equal = difference == 0
    apart = (np.log1p(difference / slow) + np.log1p(overlap)) / np.where(equal, 1.0, difference)
    together = 1 / slow - left * tau / -np.expm1(-slow * tau)
    time: FloatArray = np.where(equal, together, apart)
    return time


def _log_ratio_of_rates(target: FloatArray) -> FloatArray:
    """Solve u / (exp(u) - 1) = target for u, the logarithm of absorption over elimination rate.

    The logarithm of the left side is a concave falling function of u, and -2 log(target) is never left of the
    root: from there Newton's steps approach it from one side and cannot overshoot.
    """
    goal = np.log(target)
    u: FloatArray = -2 * goal
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        for _ in range(60):
            near = np.abs(u) < 1e-4
            # exp(-|u|) never overflows; for u > 0, log(exp(u) - 1) = u + log(1 - exp(-u)).
            size = np.where(near, 1.0, np.abs(u))
            log_left = np.log(size) - np.log(-np.expm1(-size)) - np.where(u > 0, size, 0.0)
            value = np.where(near, -u / 2 - u**2 / 24, log_left) - goal
            slope = np.where(
                near, -0.5 - u / 12, 1 / np.where(near, 1.0, u) + 1 / np.expm1(-np.where(near, 1.0, u))
            )
            step = value / slope
            u = u - step
            if (np.abs(step) <= 4e-16 * np.maximum(np.abs(u), 1.0)).all():
                break
    return u

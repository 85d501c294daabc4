"""From concentration to bound fraction, and from bound fraction to effect, at equilibrium.

Concentrations and constants may be in any unit, as long as it is one unit; every function broadcasts.
All equations are written in the ratio of constant to concentration, which neither overflows nor loses
digits at the ends: a concentration of zero binds exactly nothing.
"""

import numpy as np
from numpy.typing import ArrayLike

from anxiolytics import arguments
from anxiolytics.arguments import FloatArray, Values, broadcast_shape


def occupancy(concentration: ArrayLike, dissociation_constant: ArrayLike, hill: ArrayLike = 1.0) -> Values:
    r"""Fraction of receptors bound by a ligand alone (Hill and Langmuir).

    .. math:: \rho = \frac{C^n}{K^n + C^n}

    Parameters
    ----------
    concentration : array_like
        Free concentration of the ligand, zero or more.
    dissociation_constant : array_like
        Concentration that binds half of the receptors, in the same unit.
    hill : array_like, optional
        Hill coefficient; 1, the default, for independent sites.

    Returns
    -------
    float or ndarray
        From 0 to 1.

    Raises
    ------
    ValueError
        If the concentration is negative, another value is not positive or the shapes do not broadcast.
    """
    free = arguments.non_negative("concentration", concentration)
    half = arguments.positive("dissociation_constant", dissociation_constant)
    steepness = arguments.positive("hill", hill)
    broadcast_shape(concentration=free, dissociation_constant=half, hill=steepness)
    return _saturation(free, half, steepness)


def competitive_occupancy(
    concentration: ArrayLike,
    dissociation_constant: ArrayLike,
    competitor_concentration: ArrayLike,
    competitor_dissociation_constant: ArrayLike,
) -> Values:
    r"""Fraction of receptors bound by a ligand while another competes for the same site (Gaddum 1937).

    .. math:: \rho = \frac{C / K}{1 + C / K + B / K_B}

    The competitor multiplies the apparent dissociation constant by :math:`1 + B / K_B` and changes
    nothing else.

    Parameters
    ----------
    concentration : array_like
        Free concentration of the ligand, zero or more.
    dissociation_constant : array_like
        Its dissociation constant, in the same unit.
    competitor_concentration : array_like
        Free concentration of the competitor, zero or more.
    competitor_dissociation_constant : array_like
        The competitor's dissociation constant, in the unit of the competitor's concentration.

    Returns
    -------
    float or ndarray
        From 0 to 1: receptors bound by the ligand. Exchange the roles for those bound by the competitor.

    Raises
    ------
    ValueError
        If a concentration is negative, a constant is not positive or the shapes do not broadcast.
    """
    free = arguments.non_negative("concentration", concentration)
    half = arguments.positive("dissociation_constant", dissociation_constant)
    rival = arguments.non_negative("competitor_concentration", competitor_concentration)
    rival_half = arguments.positive("competitor_dissociation_constant", competitor_dissociation_constant)
    broadcast_shape(
        concentration=free,
        dissociation_constant=half,
        competitor_concentration=rival,
        competitor_dissociation_constant=rival_half,
    )
    with np.errstate(over="ignore"):
        apparent = half * (1 + rival / rival_half)
    return _saturation(free, apparent, np.asarray(1.0))


def effect(
    concentration: ArrayLike,
    ec50: ArrayLike,
    maximum: ArrayLike = 1.0,
    hill: ArrayLike = 1.0,
    baseline: ArrayLike = 0.0,
) -> Values:
    r"""Effect at a concentration, by the sigmoid Emax model.

    .. math:: E = E_0 + \frac{E_{max} C^n}{EC_{50}^n + C^n}

    Parameters
    ----------
    concentration : array_like
        Concentration that drives the effect, zero or more.
    ec50 : array_like
        Concentration that gives half of the maximum, in the same unit.
    maximum : array_like, optional
        Largest change from the baseline; negative for an effect that lowers it.
    hill : array_like, optional
        Hill coefficient.
    baseline : array_like, optional
        Effect without drug.

    Returns
    -------
    float or ndarray
        In the unit of `maximum` and `baseline`.

    Raises
    ------
    ValueError
        If the concentration is negative, `ec50` or `hill` is not positive, a value is not finite or the
        shapes do not broadcast.
    """
    free = arguments.non_negative("concentration", concentration)
    half = arguments.positive("ec50", ec50)
    span = arguments.finite("maximum", maximum)
    steepness = arguments.positive("hill", hill)
    start = arguments.finite("baseline", baseline)
    broadcast_shape(concentration=free, ec50=half, maximum=span, hill=steepness, baseline=start)
    return start + span * _saturation(free, half, steepness)


def operational_effect(
    concentration: ArrayLike,
    dissociation_constant: ArrayLike,
    transducer_ratio: ArrayLike,
    system_maximum: ArrayLike = 1.0,
    slope: ArrayLike = 1.0,
    fraction_of_receptors: ArrayLike = 1.0,
) -> Values:
    r"""Effect of an agonist by the operational model, which keeps drug and tissue apart.

    .. math:: E = \frac{E_m (q \tau A)^n}{(K_A + A)^n + (q \tau A)^n}

    Seen from outside it has the maximum of `operational_maximum` and the EC50 of `operational_ec50`.

    Parameters
    ----------
    concentration : array_like
        Concentration of the agonist, zero or more.
    dissociation_constant : array_like
        Its dissociation constant :math:`K_A`, in the same unit.
    transducer_ratio : array_like
        :math:`\tau`, receptors divided by the occupied receptors that give half of the system's maximum;
        zero for an antagonist or for a tissue without receptors.
    system_maximum : array_like, optional
        :math:`E_m`, the largest effect the tissue can give.
    slope : array_like, optional
        Slope of the tissue's transduction :math:`n`.
    fraction_of_receptors : array_like, optional
        Receptors left, :math:`q`, of those that `transducer_ratio` counts; the rest are lost for good.

    Returns
    -------
    float or ndarray
        In the unit of `system_maximum`.

    Raises
    ------
    ValueError
        If `concentration` or `transducer_ratio` is negative, `fraction_of_receptors` is not from 0 to 1,
        another value is not positive or the shapes do not broadcast.

    References
    ----------
    Black JW, Leff P. Operational models of pharmacological agonism.
    Proc R Soc Lond B 1983;220:141-162.
    """
    agonist = arguments.non_negative("concentration", concentration)
    half = arguments.positive("dissociation_constant", dissociation_constant)
    ratio = _ratio_left(transducer_ratio, fraction_of_receptors)
    top = arguments.positive("system_maximum", system_maximum)
    steepness = arguments.positive("slope", slope)
    broadcast_shape(
        concentration=agonist,
        dissociation_constant=half,
        transducer_ratio=ratio,
        system_maximum=top,
        slope=steepness,
    )
    with np.errstate(divide="ignore", over="ignore"):
        # Occupied receptors needed for half of the system's maximum, over occupied receptors.
        wanting = (1 + half / agonist) / ratio
        return top / (1 + wanting**steepness)


def operational_maximum(
    transducer_ratio: ArrayLike,
    system_maximum: ArrayLike = 1.0,
    slope: ArrayLike = 1.0,
    fraction_of_receptors: ArrayLike = 1.0,
) -> Values:
    r"""Largest effect that an agonist reaches in the operational model: its efficacy in this tissue.

    .. math:: E_{max} = \frac{E_m (q \tau)^n}{1 + (q \tau)^n}

    Parameters
    ----------
    transducer_ratio, system_maximum, slope, fraction_of_receptors : array_like
        As in `operational_effect`.

    Returns
    -------
    float or ndarray
        In the unit of `system_maximum`.

    Raises
    ------
    ValueError
        As in `operational_effect`.
    """
    ratio = _ratio_left(transducer_ratio, fraction_of_receptors)
    top = arguments.positive("system_maximum", system_maximum)
    steepness = arguments.positive("slope", slope)
    broadcast_shape(transducer_ratio=ratio, system_maximum=top, slope=steepness)
    return top * _saturation(ratio, np.asarray(1.0), steepness)


def operational_ec50(
    dissociation_constant: ArrayLike,
    transducer_ratio: ArrayLike,
    slope: ArrayLike = 1.0,
    fraction_of_receptors: ArrayLike = 1.0,
) -> Values:
    r"""Concentration of an agonist that gives half of its own largest effect: its potency in this tissue.

    .. math:: EC_{50} = \frac{K_A}{(2 + (q \tau)^n)^{1/n} - 1}

    With :math:`n = 1` it is :math:`K_A / (1 + q \tau)`: well below :math:`K_A` where there is a receptor
    reserve, and rising towards it as receptors are lost.

    Parameters
    ----------
    dissociation_constant, transducer_ratio, slope, fraction_of_receptors : array_like
        As in `operational_effect`.

    Returns
    -------
    float or ndarray
        In the unit of `dissociation_constant`; for a transducer ratio of zero the limit, although there is no
        effect left to halve.

    Raises
    ------
    ValueError
        As in `operational_effect`.
    """
    half = arguments.positive("dissociation_constant", dissociation_constant)
    ratio = _ratio_left(transducer_ratio, fraction_of_receptors)
    steepness = arguments.positive("slope", slope)
    broadcast_shape(dissociation_constant=half, transducer_ratio=ratio, slope=steepness)
    with np.errstate(divide="ignore", over="ignore", under="ignore"):
        # The root is taken as a logarithm: the power itself may overflow, the quotient does not.
        root = np.logaddexp(np.log(2.0), steepness * np.log(ratio)) / steepness
        ec50: Values = half / np.expm1(root)
    return ec50


def dose_ratio(
    competitor_concentration: ArrayLike,
    competitor_dissociation_constant: ArrayLike,
    schild_slope: ArrayLike = 1.0,
) -> Values:
    r"""Tell how many times more agonist the same effect needs beside a competitive antagonist.

    .. math:: \frac{A'}{A} = 1 + \left(\frac{B}{K_B}\right)^s

    Parameters
    ----------
    competitor_concentration : array_like
        Free concentration of the antagonist, zero or more.
    competitor_dissociation_constant : array_like
        Its dissociation constant :math:`K_B`, in the same unit: the concentration that doubles the need.
    schild_slope : array_like, optional
        :math:`s`; 1, the default, for competition for one site.

    Returns
    -------
    float or ndarray
        1 or more.

    Raises
    ------
    ValueError
        If the concentration is negative, another value is not positive or the shapes do not broadcast.

    References
    ----------
    Arunlakshana O, Schild HO. Some quantitative uses of drug antagonists.
    Br J Pharmacol Chemother 1959;14:48-58. doi 10.1111/j.1476-5381.1959.tb00928.x
    """
    rival = arguments.non_negative("competitor_concentration", competitor_concentration)
    half = arguments.positive("competitor_dissociation_constant", competitor_dissociation_constant)
    slope = arguments.positive("schild_slope", schild_slope)
    broadcast_shape(competitor_concentration=rival, competitor_dissociation_constant=half, schild_slope=slope)
    ratio: Values = 1 + (rival / half) ** slope
    return ratio


def _ratio_left(transducer_ratio: ArrayLike, fraction_of_receptors: ArrayLike) -> FloatArray:
    """Scale the transducer ratio by the receptors left, to which it is proportional."""
    ratio = arguments.non_negative("transducer_ratio", transducer_ratio)
    left = arguments.fraction("fraction_of_receptors", fraction_of_receptors)
    broadcast_shape(transducer_ratio=ratio, fraction_of_receptors=left)
    return ratio * left


def _saturation(concentration: FloatArray, half: FloatArray, steepness: FloatArray) -> FloatArray:
    with np.errstate(divide="ignore", over="ignore"):
        return 1 / (1 + (half / concentration) ** steepness)

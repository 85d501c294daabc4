"""Potency and efficacy: two agonists at one receptor, and how affinity is found from effects alone.

Built on the operational model of `anxiolytics.occupancy`, in which each drug has an affinity and, in a given
tissue, a transducer ratio. Concentrations may be in any unit, as long as it is one unit; `pa2` needs nM.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from anxiolytics import arguments
from anxiolytics.arguments import FloatArray, Values, broadcast_shape


def effect_of_two_agonists(
    concentration: ArrayLike,
    dissociation_constant: ArrayLike,
    transducer_ratio: ArrayLike,
    other_concentration: ArrayLike,
    other_dissociation_constant: ArrayLike,
    other_transducer_ratio: ArrayLike,
    *,
    system_maximum: ArrayLike = 1.0,
    slope: ArrayLike = 1.0,
    fraction_of_receptors: ArrayLike = 1.0,
) -> Values:
    r"""Effect of two agonists that compete for one receptor, by the operational model.

    With the concentrations in units of their constants, :math:`a = A / K_A` and :math:`b = B / K_B`, the
    occupancies are Gaddum's, and each bound receptor counts by the transducer ratio of what it holds:

    .. math::
        E = \frac{E_m s^n}{1 + s^n}, \qquad s = q\,\frac{\tau_A a + \tau_B b}{1 + a + b}

    A partial agonist, of the smaller :math:`\tau`, adds effect where the other leaves receptors free and
    takes effect away where it displaces it. One of no transducer ratio is a competitive antagonist.

    Parameters
    ----------
    concentration, other_concentration : array_like
        Free concentrations, zero or more.
    dissociation_constant, other_dissociation_constant : array_like
        Dissociation constants, each in the unit of its concentration.
    transducer_ratio, other_transducer_ratio : array_like
        :math:`\tau` of each drug in this tissue, zero or more.
    system_maximum : array_like, optional
        :math:`E_m`, the largest effect the tissue can give.
    slope : array_like, optional
        Slope of the tissue's transduction, :math:`n`.
    fraction_of_receptors : array_like, optional
        Receptors left, :math:`q`, of those that the transducer ratios count.

    Returns
    -------
    float or ndarray
        In the unit of `system_maximum`.

    Raises
    ------
    ValueError
        If a concentration or ratio is negative, the fraction is not from 0 to 1, another value is not
        positive or the shapes do not broadcast.

    References
    ----------
    Black JW, Leff P. Operational models of pharmacological agonism.
    Proc R Soc Lond B 1983;220:141-162.
    """
    read = {
        "concentration": arguments.non_negative("concentration", concentration),
        "dissociation_constant": arguments.positive("dissociation_constant", dissociation_constant),
        "transducer_ratio": arguments.non_negative("transducer_ratio", transducer_ratio),
        "other_concentration": arguments.non_negative("other_concentration", other_concentration),
        "other_dissociation_constant": arguments.positive(
            "other_dissociation_constant", other_dissociation_constant
        ),
        "other_transducer_ratio": arguments.non_negative("other_transducer_ratio", other_transducer_ratio),
        "system_maximum": arguments.positive("system_maximum", system_maximum),
        "slope": arguments.positive("slope", slope),
        "fraction_of_receptors": arguments.fraction("fraction_of_receptors", fraction_of_receptors),
    }
    broadcast_shape(**read)
    first = read["concentration"] / read["dissociation_constant"]
    other = read["other_concentration"] / read["other_dissociation_constant"]
    driven = read["transducer_ratio"] * first + read["other_transducer_ratio"] * other
    with np.errstate(divide="ignore", over="ignore"):
        # Turned upside down, so that no stimulus is no effect, whatever the slope.
        wanting = (1 + first + other) / (read["fraction_of_receptors"] * driven)
        effect: Values = read["system_maximum"] / (1 + wanting ** read["slope"])
    return effect


def pa2(measured_dose_ratio: ArrayLike, competitor_concentration_nm: ArrayLike) -> Values:
    r"""Measure an antagonist by the dose ratio it causes (Schild).

    .. math:: pA_2 = \log_{10}(r - 1) - \log_{10} [B]

    with the concentration in mol/L. For competition at one site it is the same at every concentration and
    equals :math:`-\log_{10} K_B`.

    Parameters
    ----------
    measured_dose_ratio : array_like
        Times more agonist needed for the same effect, above 1.
    competitor_concentration_nm : array_like
        Concentration of the antagonist that caused it (nM).

    Returns
    -------
    float or ndarray
        9 for a constant of 1 nM, 8 for 10 nM.

    Raises
    ------
    ValueError
        If the ratio is not above 1, the concentration is not positive or the shapes do not broadcast.

    References
    ----------
    Arunlakshana O, Schild HO. Some quantitative uses of drug antagonists.
    Br J Pharmacol Chemother 1959;14:48-58. doi 10.1111/j.1476-5381.1959.tb00928.x
    """
    ratio = arguments.finite("measured_dose_ratio", measured_dose_ratio)
    if not (ratio > 1).all():
        raise ValueError(f"measured_dose_ratio must be above 1: got {ratio[ratio <= 1].flat[0]:g}")
    rival = arguments.positive("competitor_concentration_nm", competitor_concentration_nm)
    broadcast_shape(measured_dose_ratio=ratio, competitor_concentration_nm=rival)
    found: Values = 9 + np.log10((ratio - 1) / rival)
    return found


class ReceptorLoss(NamedTuple):
    """What the comparison of two concentration-effect curves says.

    Attributes
    ----------
    dissociation_constant : float
        Of the agonist, in the unit of the concentrations.
    fraction_of_receptors : float
        Receptors left, from 0 to 1.
    """

    dissociation_constant: float
    fraction_of_receptors: float


def receptor_loss(concentrations_before: ArrayLike, concentrations_after: ArrayLike) -> ReceptorLoss:
    r"""Find an agonist's affinity from equal effects before and after some receptors were lost (Furchgott).

    Equal effects need equally many occupied receptors, whatever happens between receptor and effect:

    .. math:: \frac{1}{A} = \frac{1}{q A'} + \frac{1 - q}{q K_A}

    The line of :math:`1 / A` against :math:`1 / A'` is fitted by least squares: its slope gives the fraction
    of receptors left :math:`q`, and its intercept the dissociation constant :math:`K_A`.

    Parameters
    ----------
    concentrations_before, concentrations_after : array_like, shape (points,)
        Concentrations that gave the same effect, pair by pair; two pairs or more.

    Returns
    -------
    ReceptorLoss

    Raises
    ------
    ValueError
        If the concentrations are not positive pairs, all of one effect, or do not show a loss of receptors.
    """
    before = arguments.positive("concentrations_before", concentrations_before)
    after = arguments.positive("concentrations_after", concentrations_after)
    if before.ndim != 1 or before.shape != after.shape:
        raise ValueError(
            "concentrations_before and concentrations_after must be pairs: "
            f"got the shapes {before.shape} and {after.shape}"
        )
    x, y = 1 / after, 1 / before
    spread: FloatArray = x - x.mean() if x.size else x
    if not spread.any():
        raise ValueError(f"concentrations_after must hold two different values or more: got {after.tolist()}")
    slope = float((spread * y).sum() / (spread * x).sum())
    intercept = float(y.mean() - slope * x.mean())
    if slope <= 1 or intercept <= 0:
        raise ValueError(
            "concentrations_after must show a loss of receptors, a line steeper than 1 that starts above 0: "
            f"got slope {slope:g} and intercept {intercept:g}"
        )
    return ReceptorLoss((slope - 1) / intercept, 1 / slope)

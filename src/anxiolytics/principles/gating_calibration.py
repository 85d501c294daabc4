r"""From published curves to the constants of the two-state model, and what a curve cannot tell.

Each function inverts an equation of `anxiolytics.principles.gating` in closed form; nothing is fitted.
"""

import numpy as np
from numpy.typing import ArrayLike

from anxiolytics import arguments
from anxiolytics.arguments import Values, broadcast_shape
from anxiolytics.facts import fact
from anxiolytics.principles.gating import (
    Gating,
    Modulator,
    effective_concentration_um,
    maximum_open_probability,
    open_probability,
    resting_open_probability,
)


def calibrated(half_maximal_um: ArrayLike, maximum: ArrayLike, closed_to_open: ArrayLike) -> Gating:
    r"""Find the constants that give a measured EC50 and a measured maximum.

    .. math:: c = \sqrt{(1 / P_{max} - 1) / L_0}, \qquad K_G = EC_{50} \frac{r / c - 1}{1 - r}

    with :math:`r` as in `effective_concentration_um`. The two measurements leave :math:`L_0` free: given an
    array of values, this returns the whole family of receptors, all of the same curve.

    Parameters
    ----------
    half_maximal_um : array_like
        Concentration of the agonist that gives half of its full response (µM).
    maximum : array_like
        Open probability with the agonist at saturation, below 1 and above that at rest.
    closed_to_open : array_like
        :math:`L_0`, which has to come from elsewhere.

    Returns
    -------
    Gating

    Raises
    ------
    ValueError
        If a value is outside its range or the shapes do not broadcast.
    """
    half = arguments.positive("half_maximal_um", half_maximal_um)
    top = arguments.finite("maximum", maximum)
    ratio = arguments.positive("closed_to_open", closed_to_open)
    shape = broadcast_shape(half_maximal_um=half, maximum=top, closed_to_open=ratio)
    rest = 1 / (1 + ratio)
    possible = np.broadcast_to((rest < top) & (top < 1), shape)
    if not possible.all():
        raise ValueError(
            "maximum must be above the open probability at rest, 1 / (1 + closed_to_open), and below 1: "
            f"got {np.broadcast_to(top, shape)[~possible].flat[0]:g}"
        )
    preference = np.sqrt((1 / top - 1) / ratio)
    unit = Gating(closed_to_open=ratio, dissociation_um=1.0, preference=preference)
    return Gating(
        closed_to_open=ratio,
        dissociation_um=half / effective_concentration_um(unit),
        preference=preference,
    )


def equivalents(gating: Gating, closed_to_open: ArrayLike) -> Gating:
    """Find the receptors with other :math:`L_0` and the same EC50 and maximum.

    A curve cannot tell them apart. Only :math:`L_0 c^2` and :math:`K_G` are fixed by a curve whose open
    probability at rest is too small to be measured; what tells :math:`L_0` itself is the current of receptors
    that open without GABA.

    Parameters
    ----------
    gating : Gating
        One receptor and its agonist.
    closed_to_open : array_like
        Other values of :math:`L_0`.

    Returns
    -------
    Gating
        With fields of the shape of `closed_to_open`.

    Raises
    ------
    ValueError
        As in `calibrated`.
    """
    return calibrated(effective_concentration_um(gating), maximum_open_probability(gating), closed_to_open)


def wild_type() -> Gating:
    """Receptor alpha1 beta2 gamma2L with GABA, calibrated on its measured EC50, maximum and resting activity.

    Returns
    -------
    Gating
        From the facts ``gaba.ec50.alpha1``, ``gaba.maximum_open_probability.alpha1`` and
        ``leaky_gaba_receptor.wild_type.closed_to_open_ratio``; the last comes from another laboratory.
    """
    return calibrated(
        fact("gaba.ec50.alpha1").in_unit("µM"),
        fact("gaba.maximum_open_probability.alpha1").in_unit("fraction"),
        fact("leaky_gaba_receptor.wild_type.closed_to_open_ratio").value,
    )


def potentiation(gating_factor: ArrayLike, gating: Gating, fraction: ArrayLike = 0.2) -> Values:
    """Change of the current at a fixed concentration of GABA, as a fraction of the current without drug.

    Parameters
    ----------
    gating_factor : array_like
        What the drug multiplies :math:`L_0` by.
    gating : Gating
        The receptor and its agonist.
    fraction : array_like, optional
        The response that GABA gives alone, as a fraction of its full one; 0.2, the usual EC20, by default.

    Returns
    -------
    float or ndarray
        1 for a doubled current, 0 for no change, negative for an inverse agonist. Currents are counted from
        the holding current without drug.

    Raises
    ------
    ValueError
        If a value is outside its range or the shapes do not broadcast.
    """
    agonist = effective_concentration_um(gating, fraction)
    alone = open_probability(agonist, gating)
    changed = open_probability(agonist, gating, gating_factor) - alone
    return changed / (alone - resting_open_probability(gating))


def modulator_from(
    maximum_potentiation: ArrayLike, half_maximal_nm: ArrayLike, gating: Gating, fraction: ArrayLike = 0.2
) -> Modulator:
    r"""Find the two constants of a modulator from its concentration-effect curve at a fixed level of GABA.

    With :math:`P` and :math:`P'` the open probability without and with the drug at saturation and :math:`P_h`
    halfway between them,

    .. math::
        d = \frac{1 / P' - 1}{1 / P - 1}, \qquad f_h = \frac{1 / P_h - 1}{1 / P - 1}, \qquad
        K_B = EC_{50} \frac{f_h / d - 1}{1 - f_h}

    Parameters
    ----------
    maximum_potentiation : array_like
        Largest change of the current, as a fraction of the current without drug; not 0.
    half_maximal_nm : array_like
        Concentration that gives half of that change (nM).
    gating : Gating
        The receptor and its agonist.
    fraction : array_like, optional
        The response that GABA gave alone, as a fraction of its full one.

    Returns
    -------
    Modulator

    Raises
    ------
    ValueError
        If a value is outside its range, the change is 0 or is more than the open or the closed receptors
        allow, or the shapes do not broadcast.
    """
    change = arguments.finite("maximum_potentiation", maximum_potentiation)
    half = arguments.positive("half_maximal_nm", half_maximal_nm)
    alone = np.asarray(open_probability(effective_concentration_um(gating, fraction), gating))
    broadcast_shape(maximum_potentiation=change, half_maximal_nm=half, gating_and_fraction=alone)
    current = alone - resting_open_probability(gating)
    saturated = np.asarray(alone + change * current)
    possible = (saturated > 0) & (saturated < 1) & (change != 0)
    if not possible.all():
        raise ValueError(
            "maximum_potentiation must be a change other than 0 that leaves the open probability between 0 "
            f"and 1: got {np.broadcast_to(change, possible.shape)[~possible].flat[0]:g}"
        )
    factor = (1 / saturated - 1) / (1 / alone - 1)
    halfway = (1 / (alone + change * current / 2) - 1) / (1 / alone - 1)
    return Modulator(
        dissociation_nm=half * (halfway / factor - 1) / (1 - halfway),
        gating_factor=factor,
    )


def measured_modulator(drug: str, subtype: str = "alpha1") -> Modulator:
    """Modulator from the measured potentiation and EC50 of a drug at a subtype, on the wild-type receptor.

    GABA's own curve was measured at alpha1 beta2 gamma2L and is taken for every subtype here, the drug's at
    alpha beta3 gamma2: two preparations, one model.

    Parameters
    ----------
    drug : str
        A drug with facts ``<drug>.maximum_potentiation.<subtype>`` and ``<drug>.ec50.<subtype>``, such as
        ``"diazepam"`` or ``"dmcm"``.
    subtype : str, optional
        For example ``"alpha2"``.

    Returns
    -------
    Modulator

    Raises
    ------
    ValueError
        If there are no such facts.
    """
    change = fact(f"{drug}.maximum_potentiation.{subtype}").in_unit("% of control") / 100
    return modulator_from(change, fact(f"{drug}.ec50.{subtype}").in_unit("nM"), wild_type())

r"""A receptor that flickers between closed and open, and drugs that lean on the balance.

The two-state model of Monod, Wyman and Changeux with two sites for GABA and one for a benzodiazepine:

.. math::
    P_o = \frac{1}{1 + L_0 \left(\frac{1 + G / K_G}{1 + G / (c K_G)}\right)^2
    \frac{1 + B / K_B}{1 + B / (d K_B)}}

:math:`L_0` is the ratio of closed to open receptors without any ligand, :math:`K_G` and :math:`K_B` are
dissociation constants of the closed state, and :math:`c` and :math:`d` are those of the open state divided by
those of the closed one. A ligand with a factor below 1 prefers the open state and so favours it. The
benzodiazepine enters as one number by which it multiplies :math:`L_0`, here called the gating factor: 1
without drug, :math:`d` at saturation. Everything is at equilibrium: no desensitisation, and nothing about how
often or how long a channel opens.

References
----------
Monod J, Wyman J, Changeux J-P. On the nature of allosteric transitions: a plausible model.
J Mol Biol 1965;12:88-118.
Forman SA, Miller KW. Anesthetic sites and allosteric mechanisms of action on Cys-loop ligand-gated ion
channels. Can J Anaesth 2011;58:191-205.
Downing SS, Lee YT, Farb DH, Gibbs TT. Benzodiazepine modulation of partial agonist efficacy and spontaneously
active GABA-A receptors supports an allosteric model of modulation. Br J Pharmacol 2005;145:894-906.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from anxiolytics import arguments
from anxiolytics.arguments import FloatArray, Values, broadcast_shape

# Both constants are exact: J/(mol K), and joules in a thermochemical kilocalorie.
_GAS_CONSTANT = 8.31446261815324
_JOULES_PER_KILOCALORIE = 4184.0


@dataclass(frozen=True, eq=False)
class Gating:
    """How a receptor gates and how it takes an agonist; every field may be an array, and they broadcast.

    Parameters
    ----------
    closed_to_open : float or ndarray
        Closed receptors for one open receptor without any ligand, :math:`L_0`.
    dissociation_um : float or ndarray
        Dissociation constant of the agonist at the closed state, :math:`K_G` (µM).
    preference : float or ndarray
        The agonist's dissociation constant at the open state divided by that at the closed one, :math:`c`,
        below 1.

    Raises
    ------
    ValueError
        If a value is not positive, the preference is not below 1 or the shapes do not broadcast.
    """

    closed_to_open: Values
    dissociation_um: Values
    preference: Values

    def __post_init__(self) -> None:
        """Check the fields and keep them as floats or arrays."""
        ratio = arguments.positive("closed_to_open", self.closed_to_open)
        half = arguments.positive("dissociation_um", self.dissociation_um)
        preference = arguments.positive("preference", self.preference)
        _below_one("preference", preference, "as an agonist prefers the open state")
        broadcast_shape(closed_to_open=ratio, dissociation_um=half, preference=preference)
        object.__setattr__(self, "closed_to_open", ratio[()])
        object.__setattr__(self, "dissociation_um", half[()])
        object.__setattr__(self, "preference", preference[()])


@dataclass(frozen=True, eq=False)
class Modulator:
    """A ligand of the benzodiazepine site; every field may be an array, and they broadcast.

    Parameters
    ----------
    dissociation_nm : float or ndarray
        Dissociation constant at the closed state, :math:`K_B` (nM).
    gating_factor : float or ndarray, optional
        What it multiplies :math:`L_0` by when it saturates its site, :math:`d`: below 1 for a positive
        modulator, 1 (the default) for a neutral antagonist, above 1 for an inverse agonist.

    Raises
    ------
    ValueError
        If a value is not positive or the shapes do not broadcast.
    """

    dissociation_nm: Values
    gating_factor: Values = 1.0

    def __post_init__(self) -> None:
        """Check the fields and keep them as floats or arrays."""
        half = arguments.positive("dissociation_nm", self.dissociation_nm)
        factor = arguments.positive("gating_factor", self.gating_factor)
        broadcast_shape(dissociation_nm=half, gating_factor=factor)
        object.__setattr__(self, "dissociation_nm", half[()])
        object.__setattr__(self, "gating_factor", factor[()])


#: A neutral antagonist that stands for flumazenil; *illustrative*: neutral and tightly bound, the constant
#: itself is a round number.
NEUTRAL_ANTAGONIST = Modulator(dissociation_nm=1.0)


def open_probability(gaba_um: ArrayLike, gating: Gating, gating_factor: ArrayLike = 1.0) -> Values:
    r"""Probability that the channel is open, at equilibrium.

    .. math:: P_o = \frac{1}{1 + f L_0 \left(\frac{1 + G / K_G}{1 + G / (c K_G)}\right)^2}

    Parameters
    ----------
    gaba_um : array_like
        Free concentration of the agonist (µM), zero or more.
    gating : Gating
        The receptor and its agonist.
    gating_factor : array_like, optional
        What drugs at the benzodiazepine site multiply :math:`L_0` by, :math:`f`; see `modulation`.

    Returns
    -------
    float or ndarray
        From 0 to 1.

    Raises
    ------
    ValueError
        If the concentration is negative, the factor is not positive or the shapes do not broadcast.
    """
    agonist = arguments.non_negative("gaba_um", gaba_um)
    factor = arguments.positive("gating_factor", gating_factor)
    ratio, half, preference = _fields(gating)
    broadcast_shape(gaba_um=agonist, gating_factor=factor, gating=ratio * half * preference)
    bound = agonist / half
    return 1 / (1 + factor * ratio * ((1 + bound) / (1 + bound / preference)) ** 2)


def resting_open_probability(gating: Gating, gating_factor: ArrayLike = 1.0) -> Values:
    """Open probability without any agonist, :math:`1 / (1 + f L_0)`; see `open_probability`."""
    return open_probability(0.0, gating, gating_factor)


def maximum_open_probability(gating: Gating, gating_factor: ArrayLike = 1.0) -> Values:
    """Open probability with saturating agonist, :math:`1 / (1 + f L_0 c^2)`; see `open_probability`."""
    factor = arguments.positive("gating_factor", gating_factor)
    ratio, _, preference = _fields(gating)
    broadcast_shape(gating_factor=factor, gating=ratio * preference)
    return 1 / (1 + factor * ratio * preference**2)


def effective_concentration_um(
    gating: Gating, fraction: ArrayLike = 0.5, gating_factor: ArrayLike = 1.0
) -> Values:
    r"""Concentration of the agonist that gives a fraction of its full response: EC50, EC20 and the like.

    The response is counted from rest. With :math:`P = P_{rest} + \varphi (P_{max} - P_{rest})` and
    :math:`r^2 = (1 / P - 1) / (f L_0)`,

    .. math:: EC_\varphi = K_G \frac{1 - r}{r / c - 1}

    Parameters
    ----------
    gating : Gating
        The receptor and its agonist.
    fraction : array_like, optional
        Fraction of the full response, above 0 and below 1; a half by default.
    gating_factor : array_like, optional
        What drugs at the benzodiazepine site multiply :math:`L_0` by.

    Returns
    -------
    float or ndarray
        Concentration (µM).

    Raises
    ------
    ValueError
        If the fraction or the factor is outside its range or the shapes do not broadcast.
    """
    part = arguments.positive("fraction", fraction)
    _below_one("fraction", part, "as the full response is never quite reached")
    factor = arguments.positive("gating_factor", gating_factor)
    ratio, half, preference = _fields(gating)
    broadcast_shape(fraction=part, gating_factor=factor, gating=ratio * half * preference)
    rest = resting_open_probability(gating, factor)
    reached = rest + part * (maximum_open_probability(gating, factor) - rest)
    root: FloatArray = np.sqrt((1 / reached - 1) / (factor * ratio))
    return half * (1 - root) / (root / preference - 1)


def modulation(
    concentration_nm: ArrayLike,
    modulator: Modulator,
    antagonist_nm: ArrayLike = 0.0,
    antagonist: Modulator = NEUTRAL_ANTAGONIST,
) -> Values:
    r"""Gating factor of a modulator, alone or beside a second ligand that competes for its site.

    .. math:: f = \frac{1 + B / K_B + A / K_A}{1 + B / (d K_B) + A / (d_A K_A)}

    For a neutral antagonist this is the modulator alone at the concentration :math:`B / (1 + A / K_A)`.

    Parameters
    ----------
    concentration_nm, antagonist_nm : array_like
        Free concentrations of the two ligands (nM), zero or more.
    modulator, antagonist : Modulator
        The two ligands; the second is neutral by default.

    Returns
    -------
    float or ndarray
        What the two together multiply :math:`L_0` by.

    Raises
    ------
    ValueError
        If a concentration is negative or the shapes do not broadcast.
    """
    first = arguments.non_negative("concentration_nm", concentration_nm)
    second = arguments.non_negative("antagonist_nm", antagonist_nm)
    broadcast_shape(
        concentration_nm=first,
        antagonist_nm=second,
        modulator=np.asarray(modulator.dissociation_nm * modulator.gating_factor),
        antagonist=np.asarray(antagonist.dissociation_nm * antagonist.gating_factor),
    )
    bound, rival = first / modulator.dissociation_nm, second / antagonist.dissociation_nm
    return (1 + bound + rival) / (1 + bound / modulator.gating_factor + rival / antagonist.gating_factor)


def gating_energy_kcal_per_mol(gating_factor: ArrayLike, temperature_c: ArrayLike = 25.0) -> Values:
    r"""Energy by which a ligand shifts the balance between closed and open.

    .. math:: \Delta G = R T \ln d

    Parameters
    ----------
    gating_factor : array_like
        What it multiplies :math:`L_0` by.
    temperature_c : array_like, optional
        Temperature (°C), that of a laboratory bench by default.

    Returns
    -------
    float or ndarray
        kcal/mol; negative for a ligand that stabilises the open state.

    Raises
    ------
    ValueError
        If the factor is not positive, the temperature is at or below absolute zero or the shapes do not
        broadcast.
    """
    factor = arguments.positive("gating_factor", gating_factor)
    celsius = arguments.finite("temperature_c", temperature_c)
    cold = celsius <= -273.15
    if cold.any():
        raise ValueError(f"temperature_c must be above -273.15: got {celsius[cold].flat[0]:g}")
    broadcast_shape(gating_factor=factor, temperature_c=celsius)
    return _GAS_CONSTANT / _JOULES_PER_KILOCALORIE * (celsius + 273.15) * np.log(factor)


def _fields(gating: Gating) -> tuple[FloatArray, FloatArray, FloatArray]:
    return (
        np.asarray(gating.closed_to_open),
        np.asarray(gating.dissociation_um),
        np.asarray(gating.preference),
    )


def _below_one(name: str, array: FloatArray, why: str) -> None:
    if (array >= 1).any():
        raise ValueError(f"{name} must be below 1, {why}: got {array[array >= 1].flat[0]:g}")

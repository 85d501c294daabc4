"""Which way current flows through a GABA-A channel: its reversal potential, against rest and threshold.

Potentials are inside minus outside (mV), concentrations in mM. Internal chloride is taken to stay where it
is; in a burst of inhibition it rises. What the current does to a neuron is told in
`anxiolytics.principles.membrane`. Every function broadcasts.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from anxiolytics import arguments
from anxiolytics.arguments import FloatArray, Values, broadcast_shape
from anxiolytics.principles.membrane import TEACHING_NEURON, THRESHOLD_MV

#: Molar gas constant (J/mol/K) and Faraday constant (C/mol), both exact in the SI since 2019.
GAS_CONSTANT = 8.31446261815324
FARADAY_CONSTANT = 96485.33212331001

#: *Illustrative* ions of a teaching neuron (mM), of the size that textbooks give; internal chloride is the
#: variable of the page.
CHLORIDE_OUTSIDE_MM = 130.0
BICARBONATE_OUTSIDE_MM = 24.0
BICARBONATE_INSIDE_MM = 16.0
#: *Illustrative* permeability of the channel to bicarbonate, relative to chloride.
BICARBONATE_PERMEABILITY = 0.2
BODY_TEMPERATURE_C = 37.0

#: *Illustrative* distance from rest (mV) below which a shift of the potential is called silent.
SILENT_WITHIN_MV = 1.0


def thermal_voltage_mv(temperature_c: ArrayLike = BODY_TEMPERATURE_C) -> Values:
    r"""Voltage that weighs a charge against heat, :math:`RT / F`: 26.73 mV at 37 °C.

    Parameters
    ----------
    temperature_c : array_like, optional
        Temperature (°C).

    Returns
    -------
    float or ndarray
        In mV.

    Raises
    ------
    ValueError
        If the temperature is not above absolute zero.
    """
    celsius = arguments.finite("temperature_c", temperature_c)
    kelvin = celsius + 273.15
    if not (kelvin > 0).all():
        raise ValueError(f"temperature_c must be above -273.15: got {celsius[kelvin <= 0].flat[0]:g}")
    return 1000 * GAS_CONSTANT * kelvin / FARADAY_CONSTANT


def nernst_potential_mv(
    outside_mm: ArrayLike,
    inside_mm: ArrayLike,
    valence: ArrayLike = -1,
    temperature_c: ArrayLike = BODY_TEMPERATURE_C,
) -> Values:
    r"""Potential at which one ion is in equilibrium (Nernst).

    .. math:: E = \frac{RT}{zF} \ln \frac{c_{out}}{c_{in}}

    Parameters
    ----------
    outside_mm, inside_mm : array_like
        Concentrations of the ion (mM).
    valence : array_like, optional
        Its charge; -1, the default, for chloride and bicarbonate.
    temperature_c : array_like, optional
        Temperature (°C).

    Returns
    -------
    float or ndarray
        In mV, inside minus outside.

    Raises
    ------
    ValueError
        If a concentration is not positive, the valence is zero or the shapes do not broadcast.
    """
    outside = arguments.positive("outside_mm", outside_mm)
    inside = arguments.positive("inside_mm", inside_mm)
    charge = arguments.finite("valence", valence)
    if not charge.all():
        raise ValueError("valence must not be 0: got 0")
    thermal = np.asarray(thermal_voltage_mv(temperature_c))
    broadcast_shape(outside_mm=outside, inside_mm=inside, valence=charge, temperature_c=thermal)
    potential: Values = thermal / charge * np.log(outside / inside)
    return potential


def gaba_reversal_mv(
    chloride_inside_mm: ArrayLike,
    *,
    chloride_outside_mm: ArrayLike = CHLORIDE_OUTSIDE_MM,
    bicarbonate_inside_mm: ArrayLike = BICARBONATE_INSIDE_MM,
    bicarbonate_outside_mm: ArrayLike = BICARBONATE_OUTSIDE_MM,
    bicarbonate_permeability: ArrayLike = BICARBONATE_PERMEABILITY,
    temperature_c: ArrayLike = BODY_TEMPERATURE_C,
) -> Values:
    r"""Potential at which the current through GABA-A channels reverses (Goldman, Hodgkin and Katz).

    .. math::
        E_{GABA} = -\frac{RT}{F} \ln
        \frac{[Cl]_o + p [HCO_3]_o}{[Cl]_i + p [HCO_3]_i}

    It lies between the equilibrium potentials of the two ions, and bicarbonate pulls it up most where there
    is little chloride inside.

    Parameters
    ----------
    chloride_inside_mm, chloride_outside_mm : array_like
        Chloride on the two sides (mM).
    bicarbonate_inside_mm, bicarbonate_outside_mm : array_like, optional
        Bicarbonate on the two sides (mM).
    bicarbonate_permeability : array_like, optional
        Permeability of the channel to bicarbonate relative to chloride, :math:`p`; zero for chloride alone.
    temperature_c : array_like, optional
        Temperature (°C).

    Returns
    -------
    float or ndarray
        In mV.

    Raises
    ------
    ValueError
        If a concentration is not positive, the permeability is negative or the shapes do not broadcast.
    """
    inside = arguments.positive("chloride_inside_mm", chloride_inside_mm)
    outside = arguments.positive("chloride_outside_mm", chloride_outside_mm)
    carbonate_inside, carbonate_outside, thermal = _bicarbonate(
        bicarbonate_inside_mm, bicarbonate_outside_mm, bicarbonate_permeability, temperature_c
    )
    broadcast_shape(
        chloride_inside_mm=inside,
        chloride_outside_mm=outside,
        bicarbonate_inside=carbonate_inside,
        bicarbonate_outside=carbonate_outside,
        temperature_c=thermal,
    )
    reversal: Values = -thermal * np.log((outside + carbonate_outside) / (inside + carbonate_inside))
    return reversal


def chloride_inside_mm(
    reversal_mv: ArrayLike,
    *,
    chloride_outside_mm: ArrayLike = CHLORIDE_OUTSIDE_MM,
    bicarbonate_inside_mm: ArrayLike = BICARBONATE_INSIDE_MM,
    bicarbonate_outside_mm: ArrayLike = BICARBONATE_OUTSIDE_MM,
    bicarbonate_permeability: ArrayLike = BICARBONATE_PERMEABILITY,
    temperature_c: ArrayLike = BODY_TEMPERATURE_C,
) -> Values:
    r"""Find the internal chloride that puts the reversal potential there: `gaba_reversal_mv` turned round.

    .. math:: [Cl]_i = ([Cl]_o + p [HCO_3]_o) e^{F E_{GABA} / RT} - p [HCO_3]_i

    Parameters
    ----------
    reversal_mv : array_like
        Reversal potential (mV).
    chloride_outside_mm, bicarbonate_inside_mm, bicarbonate_outside_mm : array_like, optional
        The other concentrations (mM).
    bicarbonate_permeability : array_like, optional
        Permeability to bicarbonate relative to chloride.
    temperature_c : array_like, optional
        Temperature (°C).

    Returns
    -------
    float or ndarray
        In mM.

    Raises
    ------
    ValueError
        If no positive chloride concentration gives that potential, or an argument is not allowed.
    """
    reversal = arguments.finite("reversal_mv", reversal_mv)
    outside = arguments.positive("chloride_outside_mm", chloride_outside_mm)
    carbonate_inside, carbonate_outside, thermal = _bicarbonate(
        bicarbonate_inside_mm, bicarbonate_outside_mm, bicarbonate_permeability, temperature_c
    )
    broadcast_shape(
        reversal_mv=reversal,
        chloride_outside_mm=outside,
        bicarbonate_inside=carbonate_inside,
        bicarbonate_outside=carbonate_outside,
        temperature_c=thermal,
    )
    inside: FloatArray = (outside + carbonate_outside) * np.exp(reversal / thermal) - carbonate_inside
    if not (inside > 0).all():
        lowest = np.broadcast_to(reversal, inside.shape)[inside <= 0].flat[0]
        raise ValueError(
            f"reversal_mv must be one that chloride can give with this bicarbonate: got {lowest:g}"
        )
    return inside[()]


def gaba_action(
    reversal_mv: ArrayLike,
    rest_mv: ArrayLike = TEACHING_NEURON.rest_mv,
    threshold_mv: ArrayLike = THRESHOLD_MV,
    silent_within_mv: ArrayLike = SILENT_WITHIN_MV,
) -> str | NDArray[np.str_]:
    """Name what opening GABA-A channels does to a resting neuron.

    A reversal potential above rest but below threshold is no excitation: the potential moves up, and yet more
    excitation is needed to fire (see `anxiolytics.principles.membrane.excitation_to_threshold_ns`).

    Parameters
    ----------
    reversal_mv : array_like
        Reversal potential of the GABA-A current (mV).
    rest_mv, threshold_mv : array_like, optional
        Resting potential and firing threshold (mV).
    silent_within_mv : array_like, optional
        Distance from rest below which the shift of the potential does not count (mV).

    Returns
    -------
    str or ndarray of str
        ``"hyperpolarising"``, ``"silent shunting"``, ``"depolarising but inhibitory"`` or ``"excitatory"``.

    Raises
    ------
    ValueError
        If the threshold is not above rest, the distance is negative or the shapes do not broadcast.
    """
    reversal = arguments.finite("reversal_mv", reversal_mv)
    rest = arguments.finite("rest_mv", rest_mv)
    threshold = arguments.finite("threshold_mv", threshold_mv)
    silent = arguments.non_negative("silent_within_mv", silent_within_mv)
    broadcast_shape(reversal_mv=reversal, rest_mv=rest, threshold_mv=threshold, silent_within_mv=silent)
    if not (threshold > rest).all():
        raise ValueError(f"threshold_mv must be above rest_mv: got {np.min(threshold - rest):g} mV from it")
    # In this order: what reaches the threshold excites, however near to rest the threshold is.
    named = np.select(
        [reversal >= threshold, np.abs(reversal - rest) <= silent, reversal < rest],
        ["excitatory", "silent shunting", "hyperpolarising"],
        "depolarising but inhibitory",
    )
    return str(named) if named.ndim == 0 else named


def _bicarbonate(
    inside_mm: ArrayLike, outside_mm: ArrayLike, permeability: ArrayLike, temperature_c: ArrayLike
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Bicarbonate on both sides weighted by its permeability, and the thermal voltage."""
    inside = arguments.positive("bicarbonate_inside_mm", inside_mm)
    outside = arguments.positive("bicarbonate_outside_mm", outside_mm)
    relative = arguments.non_negative("bicarbonate_permeability", permeability)
    broadcast_shape(
        bicarbonate_inside_mm=inside, bicarbonate_outside_mm=outside, bicarbonate_permeability=relative
    )
    return relative * inside, relative * outside, np.asarray(thermal_voltage_mv(temperature_c))

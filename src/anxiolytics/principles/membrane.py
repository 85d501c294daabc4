"""A neuron of one compartment between leak, excitation and inhibition, at its steady potential.

Potentials are inside minus outside (mV), conductances in nS. A synapse is an ohmic conductance that stays
open; there are no spikes. Every function broadcasts.
"""

from __future__ import annotations

from dataclasses import dataclass

from numpy.typing import ArrayLike

from anxiolytics import arguments
from anxiolytics.arguments import FloatArray, Values, broadcast_shape

#: *Illustrative* potential (mV) at which the teaching neuron fires.
THRESHOLD_MV = -50.0


@dataclass(frozen=True)
class Neuron:
    """What of a one-compartment neuron does not depend on GABA; the defaults are *illustrative*.

    Attributes
    ----------
    leak_conductance_ns : float
        Conductance at rest (nS); its inverse is the input resistance.
    rest_mv : float
        Potential at which the leak reverses, so that the neuron rests there (mV).
    excitatory_reversal_mv : float
        Reversal potential of excitation (mV).
    capacitance_pf : float
        Capacitance of the membrane (pF).

    Raises
    ------
    ValueError
        If a conductance or capacitance is not positive, a potential is not finite, or excitation does not
        reverse above rest.
    """

    leak_conductance_ns: float = 10.0
    rest_mv: float = -70.0
    excitatory_reversal_mv: float = 0.0
    capacitance_pf: float = 100.0

    def __post_init__(self) -> None:
        """Check the values."""
        arguments.positive("leak_conductance_ns", self.leak_conductance_ns)
        arguments.positive("capacitance_pf", self.capacitance_pf)
        arguments.finite("rest_mv", self.rest_mv)
        arguments.finite("excitatory_reversal_mv", self.excitatory_reversal_mv)
        if self.excitatory_reversal_mv <= self.rest_mv:
            raise ValueError(
                f"excitatory_reversal_mv must be above rest_mv, {self.rest_mv:g}: "
                f"got {self.excitatory_reversal_mv:g}"
            )


TEACHING_NEURON = Neuron()


def steady_potential_mv(
    inhibitory_conductance_ns: ArrayLike,
    inhibitory_reversal_mv: ArrayLike,
    excitatory_conductance_ns: ArrayLike = 0.0,
    neuron: Neuron = TEACHING_NEURON,
) -> Values:
    r"""Potential at which leak, excitation and inhibition balance: the mean of their reversal potentials.

    .. math:: V_\infty = \frac{g_L E_L + g_E E_E + g_I E_{GABA}}{g_L + g_E + g_I}

    Parameters
    ----------
    inhibitory_conductance_ns : array_like
        Conductance opened by GABA (nS), zero or more.
    inhibitory_reversal_mv : array_like
        Its reversal potential (mV), as from `gaba_reversal_mv`.
    excitatory_conductance_ns : array_like, optional
        Conductance opened by excitation (nS), zero or more.
    neuron : Neuron, optional
        The rest of the neuron.

    Returns
    -------
    float or ndarray
        In mV.

    Raises
    ------
    ValueError
        If a conductance is negative, a potential is not finite or the shapes do not broadcast.
    """
    inhibition, reversal, excitation = _synapses(
        inhibitory_conductance_ns, inhibitory_reversal_mv, excitatory_conductance_ns
    )
    # Written as a distance from rest, so that nothing moves at all where nothing is open.
    pull = excitation * (neuron.excitatory_reversal_mv - neuron.rest_mv) + inhibition * (
        reversal - neuron.rest_mv
    )
    return neuron.rest_mv + pull / (neuron.leak_conductance_ns + excitation + inhibition)


def epsp_size_mv(
    excitatory_conductance_ns: ArrayLike,
    inhibitory_conductance_ns: ArrayLike,
    inhibitory_reversal_mv: ArrayLike,
    neuron: Neuron = TEACHING_NEURON,
) -> Values:
    r"""Steady depolarisation that excitation adds while inhibition is on.

    .. math::
        \Delta V = V_\infty(g_E, g_I) - V_\infty(0, g_I)
        = \frac{g_E (E_E - V_\infty(0, g_I))}{g_L + g_E + g_I}

    Parameters
    ----------
    excitatory_conductance_ns : array_like
        Conductance opened by excitation (nS), zero or more.
    inhibitory_conductance_ns : array_like
        Conductance opened by GABA (nS), zero or more.
    inhibitory_reversal_mv : array_like
        Its reversal potential (mV).
    neuron : Neuron, optional
        The rest of the neuron.

    Returns
    -------
    float or ndarray
        In mV. The conductances are taken to last; a brief one reaches less.

    Raises
    ------
    ValueError
        If a conductance is negative, a potential is not finite or the shapes do not broadcast.
    """
    inhibition, reversal, excitation = _synapses(
        inhibitory_conductance_ns, inhibitory_reversal_mv, excitatory_conductance_ns
    )
    before = steady_potential_mv(inhibition, reversal, neuron=neuron)
    total = neuron.leak_conductance_ns + excitation + inhibition
    return excitation * (neuron.excitatory_reversal_mv - before) / total


def shunting_index(conductance_ns: ArrayLike, added_conductance_ns: ArrayLike) -> Values:
    r"""Fraction of an EPSP that a conductance takes away without moving the resting potential.

    .. math:: 1 - \frac{g}{g + \Delta g_I}

    Parameters
    ----------
    conductance_ns : array_like
        All conductance that is open otherwise, leak and excitation together (nS).
    added_conductance_ns : array_like
        Inhibitory conductance that is added (nS), zero or more.

    Returns
    -------
    float or ndarray
        From 0 to 1.

    Raises
    ------
    ValueError
        If `conductance_ns` is not positive, the other is negative or the shapes do not broadcast.
    """
    present = arguments.positive("conductance_ns", conductance_ns)
    added = arguments.non_negative("added_conductance_ns", added_conductance_ns)
    broadcast_shape(conductance_ns=present, added_conductance_ns=added)
    return added / (present + added)


def excitation_to_threshold_ns(
    inhibitory_conductance_ns: ArrayLike,
    inhibitory_reversal_mv: ArrayLike,
    threshold_mv: ArrayLike = THRESHOLD_MV,
    neuron: Neuron = TEACHING_NEURON,
) -> Values:
    r"""Excitatory conductance that just brings the neuron to its threshold.

    .. math::
        g_E = \frac{g_L (\theta - E_L) + g_I (\theta - E_{GABA})}{E_E - \theta}

    It grows with :math:`g_I` exactly where :math:`E_{GABA} < \theta`: that is what makes GABA inhibitory,
    whichever way the potential moves.

    Parameters
    ----------
    inhibitory_conductance_ns : array_like
        Conductance opened by GABA (nS), zero or more.
    inhibitory_reversal_mv : array_like
        Its reversal potential (mV).
    threshold_mv : array_like, optional
        Firing threshold :math:`\theta` (mV), above rest and below the reversal of excitation.
    neuron : Neuron, optional
        The rest of the neuron.

    Returns
    -------
    float or ndarray
        In nS; negative where GABA alone already lifts the neuron beyond its threshold.

    Raises
    ------
    ValueError
        If a conductance is negative, the threshold is out of range or the shapes do not broadcast.
    """
    inhibition = arguments.non_negative("inhibitory_conductance_ns", inhibitory_conductance_ns)
    reversal = arguments.finite("inhibitory_reversal_mv", inhibitory_reversal_mv)
    threshold = arguments.finite("threshold_mv", threshold_mv)
    broadcast_shape(
        inhibitory_conductance_ns=inhibition, inhibitory_reversal_mv=reversal, threshold_mv=threshold
    )
    between = (threshold > neuron.rest_mv) & (threshold < neuron.excitatory_reversal_mv)
    if not between.all():
        raise ValueError(
            f"threshold_mv must lie between {neuron.rest_mv:g} and {neuron.excitatory_reversal_mv:g}: "
            f"got {threshold[~between].flat[0]:g}"
        )
    outward = neuron.leak_conductance_ns * (threshold - neuron.rest_mv) + inhibition * (threshold - reversal)
    return outward / (neuron.excitatory_reversal_mv - threshold)


def time_constant_ms(synaptic_conductance_ns: ArrayLike, neuron: Neuron = TEACHING_NEURON) -> Values:
    r"""Time constant of the membrane while synapses are open, :math:`C / (g_L + g_E + g_I)`.

    Parameters
    ----------
    synaptic_conductance_ns : array_like
        Excitatory and inhibitory conductance together (nS), zero or more.
    neuron : Neuron, optional
        The rest of the neuron.

    Returns
    -------
    float or ndarray
        In ms.

    Raises
    ------
    ValueError
        If the conductance is negative.
    """
    opened = arguments.non_negative("synaptic_conductance_ns", synaptic_conductance_ns)
    return neuron.capacitance_pf / (neuron.leak_conductance_ns + opened)


def _synapses(
    inhibitory_conductance_ns: ArrayLike,
    inhibitory_reversal_mv: ArrayLike,
    excitatory_conductance_ns: ArrayLike,
) -> tuple[FloatArray, FloatArray, FloatArray]:
    inhibition = arguments.non_negative("inhibitory_conductance_ns", inhibitory_conductance_ns)
    reversal = arguments.finite("inhibitory_reversal_mv", inhibitory_reversal_mv)
    excitation = arguments.non_negative("excitatory_conductance_ns", excitatory_conductance_ns)
    broadcast_shape(
        inhibitory_conductance_ns=inhibition,
        inhibitory_reversal_mv=reversal,
        excitatory_conductance_ns=excitation,
    )
    return inhibition, reversal, excitation

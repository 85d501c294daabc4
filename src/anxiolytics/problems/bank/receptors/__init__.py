"""The set *receptors*: from the chloride gate to a designed drug.

Receptors, channels and drugs are invented, near what has been measured.
"""

from anxiolytics.problems.bank.receptors import (
    channel,
    chloride_gate,
    competition,
    counting_sites,
    gating,
    lost_effect,
    occupancy_and_sedation,
    open_probability,
    potency,
    receptor,
    shunting,
    subtypes,
    two_curves,
)

#: In the order of the book.
PROBLEMS = (
    *chloride_gate.PROBLEMS,
    *shunting.PROBLEMS,
    *receptor.PROBLEMS,
    *counting_sites.PROBLEMS,
    *gating.PROBLEMS,
    *open_probability.PROBLEMS,
    *channel.PROBLEMS,
    *two_curves.PROBLEMS,
    *potency.PROBLEMS,
    *competition.PROBLEMS,
    *lost_effect.PROBLEMS,
    *subtypes.PROBLEMS,
    *occupancy_and_sedation.PROBLEMS,
)

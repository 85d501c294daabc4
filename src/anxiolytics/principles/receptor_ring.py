"""The picture of a receptor: five discs round a pore, their faces, and the sites of a ligand.

Nothing here needs matplotlib: the geometry is plain, and `draw_ring` draws on axes that it is given.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from anxiolytics.arguments import FloatArray
from anxiolytics.principles.receptor import LIGANDS, SYMBOLS, Receptor, binding_sites, kind_of, symbol


@dataclass(frozen=True, eq=False)
class RingGeometry:
    """A receptor seen from outside the cell, in units of the ring's radius; the pore is at the origin.

    Attributes
    ----------
    centres : ndarray, shape (5, 2)
        Centres of the subunits, anticlockwise from the top.
    radius : float
        Radius of a subunit, so that neighbours touch.
    pore_radius : float
        Radius of the circle left in the middle.
    contacts : ndarray, shape (5, 2)
        Where each subunit touches the next: the sites outside the membrane.
    inner_contacts : ndarray, shape (5, 2)
        The same drawn nearer to the pore: the sites within the membrane.
    """

    centres: FloatArray
    radius: float
    pore_radius: float
    contacts: FloatArray
    inner_contacts: FloatArray


@cache
def ring_geometry() -> RingGeometry:
    """Place five touching discs round a pore.

    Returns
    -------
    RingGeometry
        The same for every receptor: what differs is only which subunit stands where.
    """
    angles = math.pi / 2 + 2 * math.pi * np.arange(5) / 5
    centres = np.column_stack([np.cos(angles), np.sin(angles)])
    radius = math.sin(math.pi / 5)
    contacts = (centres + np.roll(centres, -1, axis=0)) / 2
    return RingGeometry(centres, radius, 1 - radius, contacts, 0.72 * contacts)


def draw_ring(axes: Any, of: Receptor, ligand: str | None = None) -> None:
    """Draw a receptor, its faces and the sites of a ligand.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        Where to draw; its own style is kept, its frame is taken away.
    of : Receptor
        The receptor.
    ligand : str, optional
        A key of `LIGANDS`; its sites are marked, by a disc outside and by a diamond within the membrane.

    Raises
    ------
    ValueError
        If the ligand is unknown.
    """
    shape = ring_geometry()
    sites = binding_sites(of, ligand) if ligand else ()
    turn = np.linspace(0, 2 * math.pi, 73)
    circle = np.column_stack([np.cos(turn), np.sin(turn)])
    kinds = list(SYMBOLS)
    for place, (name, centre) in enumerate(zip(of.ring, shape.centres, strict=True)):
        outline = centre + shape.radius * circle
        axes.fill(*outline.T, facecolor=f"C{kinds.index(kind_of(name))}", alpha=0.22, linewidth=0)
        axes.plot(*outline.T, color=f"C{kinds.index(kind_of(name))}", linestyle="solid", linewidth=1.8)
        axes.text(*(1.12 * centre), symbol(name), ha="center", va="center", fontsize="large")
        # Each face's sign stands just inside its own disc, a little outside of where the site is marked.
        for contact, sign in ((shape.contacts[place], "+"), (shape.contacts[place - 1], "−")):
            axes.text(*(1.16 * (0.76 * contact + 0.24 * centre)), sign, ha="center", va="center")
    axes.text(0, 0, "pore", ha="center", va="center", fontsize="small")
    for site in sites:
        transmembrane = ligand is not None and LIGANDS[ligand].layer == "transmembrane"
        at = (shape.inner_contacts if transmembrane else shape.contacts)[site.place]
        marker = "D" if transmembrane else "o"
        axes.plot(*at, marker=marker, markersize=11, linestyle="none", color=axes.xaxis.label.get_color())
    axes.set_aspect("equal")
    axes.set_axis_off()

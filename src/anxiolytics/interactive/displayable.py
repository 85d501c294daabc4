"""One object, two lives: a light host element in the built site, an ipywidget in a notebook.

In the build of the site the Sphinx hook sets the environment variable ``ANXIOLYTICS_RENDER`` to ``html``.
An object then displays itself as ``text/html`` alone: its data, and a still picture of its start state that a
small script later brings to life.
Anywhere else it displays itself as an anywidget.
It never gives both: a page would carry its data twice and fetch a widget manager from a CDN.
"""

import base64
import html
import json
import os
from functools import cache, cached_property
from pathlib import Path
from typing import Any, ClassVar

from anxiolytics.extras import required

STATIC_FOLDER = Path(__file__).parent / "static"
RENDER_SWITCH = "ANXIOLYTICS_RENDER"

# The parser runs this as soon as it has passed the host (static/hydrate.js).
IS_READ_SCRIPT = '<script>dispatchEvent(new Event("anx-read"))</script>'


def module_source(kind: str, folder: Path = STATIC_FOLDER) -> str:
    """Return the JavaScript module of a widget.

    A long module is written in several files: parts ``kind.part.js``, which only declare, go before
    ``kind.js``, in the order of their names and in one scope with it.

    Parameters
    ----------
    kind : str
        Name of the module.
    folder : Path
        Where its files are.

    Returns
    -------
    str
        One ES module without imports.
    """
    parts = [*sorted(folder.glob(f"{kind}.*.js")), folder / f"{kind}.js"]
    return "\n".join(path.read_text("utf-8") for path in parts)


class Displayable:
    """What `Explorer` and `Exercise` share: from a payload to something a page or a notebook can show.

    A subclass names its `kind`, which is also the name of its JavaScript module in ``static/``
    (``export default { render }``), and defines `payload` and `fallback_html`.
    The module's ``render({ model, el })`` reads the payload's entries with ``model.get(name)``,
    bytes as a ``DataView``. The markup of `fallback_html` is in ``el`` already on a page of the site;
    in a notebook ``el`` is empty, and ``model.get("html")`` has it.

    Attributes
    ----------
    kind : str
        Name of the JavaScript module, such as ``"explorer"``.
    stylesheets : tuple of str
        Names of the style sheets in ``static/`` that a notebook has to load.
    without_javascript : str
        The sentence shown below the still picture where JavaScript is off; empty for none.
    starts_early : bool
        Whether it needs nothing of the page but its own host, and so may start before the page is whole.
    """

    kind: ClassVar[str] = ""
    stylesheets: ClassVar[tuple[str, ...]] = ("widgets.css",)
    without_javascript: ClassVar[str] = ""
    starts_early: ClassVar[bool] = False

    def payload(self) -> dict[str, object]:
        """Return the state that travels to the reader.

        Returns
        -------
        dict of str to object
            Values that `json` can write, or bytes (at the top level only). The name ``html`` is taken.
        """
        raise NotImplementedError(f"{type(self).__name__} does not define payload().")

    def fallback_html(self) -> str:
        """Return the still picture of the start state, with the same boxes as the live object."""
        raise NotImplementedError(f"{type(self).__name__} does not define fallback_html().")

    def host_attributes(self) -> dict[str, str]:
        """Return further attributes of the element that the built site carries, such as its ``id``."""
        return {}

    @cached_property
    def widget(self) -> Any:
        """The anywidget of this object, created on first use; its payload entries are synced traits."""
        state = {"html": self.fallback_html(), **self.payload()}
        return _widget_class(self.kind, self.stylesheets, tuple(state))(**state)

    def host_html(self) -> str:
        """Return the element that the built site carries: data, picture, and what tells when it is there."""
        state: dict[str, object] = {}
        buffers: dict[str, str] = {}
        for name, value in self.payload().items():
            if isinstance(value, bytes):
                buffers[name] = base64.b64encode(value).decode("ascii")
            else:
                state[name] = value
        data = json.dumps(
            {"state": state, "buffers": buffers}, separators=(",", ":"), ensure_ascii=False, allow_nan=False
        )
        # A "<" inside the data could end the script element early.
        data = data.replace("<", "\\u003c")
        attributes = "".join(
            f' {name}="{html.escape(value)}"'
            for name, value in {"data-kind": self.kind, **self.host_attributes()}.items()
        )
        attributes += " data-early" * self.starts_early
        note = self.without_javascript
        noscript = f'<noscript><p class="anx-note">{html.escape(note)}</p></noscript>' if note else ""
        return (
            f'<div class="anx-host"{attributes}>'
            f'<script type="application/json">{data}</script>'
            f'<div class="anx-fallback">{self.fallback_html()}</div>{noscript}</div>'
            f"{IS_READ_SCRIPT * self.starts_early}"
        )

    def _repr_mimebundle_(self, **kwargs: object) -> tuple[dict[str, object], dict[str, object]]:
        """Give IPython either the host element (build of the site) or the widget (notebook)."""
        if os.environ.get(RENDER_SWITCH) == "html":
            return {"text/html": self.host_html()}, {}
        data, metadata = self.widget._repr_mimebundle_(**kwargs)
        return {**data, "text/plain": repr(self)}, metadata


@cache
def _widget_class(kind: str, stylesheets: tuple[str, ...], names: tuple[str, ...]) -> Any:
    """Return an anywidget class with a synced trait for each name; one class a kind."""
    anywidget = required("anywidget", "book")
    traitlets = required("traitlets", "book")

    members: dict[str, object] = {name: traitlets.Any().tag(sync=True) for name in names}
    members["_esm"] = module_source(kind)
    members["_css"] = "\n".join((STATIC_FOLDER / name).read_text("utf-8") for name in stylesheets)
    return type(f"{kind.capitalize()}Widget", (anywidget.AnyWidget,), members)

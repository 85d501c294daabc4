"""Every page works in Firefox and in WebKit too: over http, and opened from a disk."""

import pytest
from selenium.webdriver.common.keys import Keys

from anxiolytics.interactive.exercise import Exercise

CHAPTER = "chapters/principles/half-life.html"
PROBLEM = "half-life-from-clearance"
DESK, PHONE = (1280, 900), (400, 900)


@pytest.fixture(params=["http", "file"])
def base(request, site, http_address):
    return http_address if request.param == "http" else site.as_uri()


def is_whole(visitor):
    """The page has its name and its heading, nothing went wrong, nothing sticks out to the side."""
    assert visitor.faults == []
    assert visitor.value("document.title").endswith("Brakes and Balance")
    assert visitor.value(
        "[...document.querySelectorAll('main h1')].some(heading => heading.getClientRects().length)"
    )
    assert visitor.value("[...document.images].filter(image => !image.naturalWidth).map(i => i.src)") == []
    assert visitor.value("document.documentElement.scrollWidth <= innerWidth")


def test_every_page_loads(visitor, http_address, page_name):
    visitor.resize(*DESK)
    visitor.open(f"{http_address}/{page_name}")
    is_whole(visitor)


@pytest.mark.exhaustive
def test_every_page_loads_from_a_disk_on_a_narrow_screen(visitor, site, page_name):
    visitor.resize(*PHONE)
    visitor.open((site / page_name).as_uri())
    is_whole(visitor)


def test_keys_move_a_slider_and_redraw(visitor, base):
    visitor.open(f"{base}/{CHAPTER}")
    shown = """(e => [
        e.querySelector("input[type=range]").getAttribute("aria-valuetext"),
        e.querySelector(".anx-plot path.anx-curve").getAttribute("d"),
        e.querySelector(".anx-readouts").innerText,
        e.querySelector(".anx-summary").innerText])(document.querySelector(".anx-explorer"))"""
    before = visitor.value(shown)
    visitor.focus(".anx-explorer input[type=range]")
    visitor.type(Keys.ARROW_RIGHT + Keys.ARROW_RIGHT)
    for place, old in enumerate(before):
        visitor.wait_for(f"({shown})[{place}] !== {old!r}")
    visitor.type(Keys.ARROW_LEFT + Keys.ARROW_LEFT)
    visitor.wait_for(f"({shown})[1] === {before[1]!r}")


def test_an_exercise_is_answered(visitor, base):
    visitor.open(f"{base}/{CHAPTER}")
    box = f".anx-exercise[data-problem={PROBLEM}]"
    judged = f"document.querySelector('{box} [role=status]').dataset.kind"
    key = Exercise(PROBLEM).variants[0].key
    for answer, verdict in [(key * 1.31, "not-yet"), (key, "right")]:
        visitor.value(f"document.querySelector('{box} input').value = ''")
        visitor.focus(f"{box} input")
        visitor.type(f"{answer:.4g} h" + Keys.ENTER)
        visitor.wait_for(f"{judged} === '{verdict}'")


def test_a_note_is_announced_opens_on_focus_and_closes_on_escape(visitor, base):
    visitor.open(f"{base}/{CHAPTER}")
    line = "(({textDecorationLine, textDecorationStyle}) => textDecorationLine + ' ' + textDecorationStyle)"
    trigger = "document.querySelector('main p .tip .tip-trigger')"
    assert visitor.value(f"{line}(getComputedStyle({trigger}))") == "underline dotted"
    is_open = "getComputedStyle(document.querySelector('main p .tip .tip-note')).display !== 'none'"
    visitor.value(f"{trigger}.scrollIntoView({{block: 'center'}})")
    visitor.focus("main p .tip .tip-trigger")
    visitor.wait_for(is_open)
    visitor.type(Keys.ESCAPE)
    visitor.wait_for(f"!({is_open})")


def test_requests_to_the_outside_are_refused_and_noticed(visitor, base):
    visitor.open(f"{base}/index.html")
    # Each scheme asks for a picture of its own: one that was refused is not asked for again.
    url = f"http://outside.example/{base[:4]}.png"
    visitor.value(f"(new Image().src = '{url}')")
    visitor.wait_for(f"performance.getEntriesByName('{url}').length")
    assert any(fault.startswith("outside request") and "outside.example" in fault for fault in visitor.faults)

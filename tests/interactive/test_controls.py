import numpy as np
import pytest

from anxiolytics.interactive.controls import Menu, Slider, check_controls


def slider(name="dose_mg", count=3, **options):
    return Slider(name, "Dose", range(1, count + 1), "mg", **options)


def test_a_slider_gives_plain_numbers_and_their_text():
    control = Slider("k", "Rate", np.array([0.1, 0.25, 1.0]), start=0.25)
    assert [type(value) for value in control.positions] == [float] * 3
    assert control.shown == ["0.1", "0.25", "1"]
    assert control.start_position == 1


def test_whole_numbers_stay_whole():
    assert [type(value) for value in slider().positions] == [int] * 3


def test_the_first_position_is_the_start_unless_told():
    menu = Menu("drug", "Drug", {"a": "Alprazolam", "d": "Diazepam"})
    assert [slider().start_position, menu.start_position] == [0, 0]
    assert Menu("drug", "Drug", menu.options, start="d").start_position == 1


@pytest.mark.parametrize(
    ("values", "options", "message"),
    [
        ([1], {}, "has 1 value"),
        ([1, np.nan], {}, "must be finite"),
        ([1, np.inf], {}, "must be finite"),
        ([1, 2, 1], {}, "read alike"),
        ([100.1, 100.2], {}, "read alike with 3 digits"),
        ([1, 2], {"start": 3}, r"start of slider 'k' is 3: it must be one of \[1, 2\]"),
    ],
)
def test_a_slider_refuses(values, options, message):
    with pytest.raises(ValueError, match=message):
        Slider("k", "Rate", values, **options)


@pytest.mark.parametrize(
    ("options", "start", "message"),
    [
        ({"a": "A"}, None, "has 1 option"),
        ({"a": "A", "b": "A"}, None, "read differently"),
        ({"a": "A", "b": "B"}, "c", r"start of menu 'm' is 'c': it must be one of \['a', 'b'\]"),
    ],
)
def test_a_menu_refuses(options, start, message):
    with pytest.raises(ValueError, match=message):
        Menu("m", "Menu", options, start)


@pytest.mark.parametrize(
    ("controls", "message"),
    [
        ([], "has 0 entries"),
        ([slider(name) for name in "abcd"], "has 4 entries: it must have one to 3"),
        ([slider(), slider()], "each must differ"),
        ([slider("a"), slider("b"), slider("c", 9)], "'c' is the third and has 9 positions: .* at most 8"),
    ],
)
def test_refuses_controls_that_do_not_go_together(controls, message):
    with pytest.raises(ValueError, match=message):
        check_controls(controls)


def test_a_third_control_may_have_eight_positions():
    check_controls([slider("a", 40), slider("b", 40), slider("c", 8)])

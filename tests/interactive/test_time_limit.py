import contextlib
import contextvars
import itertools
import threading
import time

import pytest

from anxiolytics.interactive.time_limit import steps_within


def test_what_ends_is_taken_whole():
    assert steps_within(5, iter([1, 2, 3])) == ([1, 2, 3], True)
    assert steps_within(5, iter([])) == ([], True)


def endless():
    yield 1
    for _ in itertools.count():
        pass


def catching_all():
    yield 1
    while True:
        with contextlib.suppress(BaseException):
            time.sleep(0.001)


def one_step_too_many():
    yield from itertools.repeat(1)


@pytest.mark.parametrize("steps", [endless, catching_all])
def test_a_loop_is_ended_and_what_came_before_it_kept(steps):
    before = threading.active_count()
    assert steps_within(0.2, steps()) == ([1], False)
    if steps is endless:
        assert threading.active_count() == before


def test_steps_without_end_are_ended():
    taken, ended = steps_within(0.1, one_step_too_many())
    assert taken
    assert not ended


def test_a_long_call_is_left_behind():
    taken, ended = steps_within(0.05, iter(lambda: time.sleep(2), "never"))
    assert (taken, ended) == ([], False)


def test_errors_come_through():
    def failing():
        yield 1
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        steps_within(5, failing())


def test_the_code_sees_the_readers_own_context():
    setting = contextvars.ContextVar("setting", default="none")
    setting.set("mine")
    assert steps_within(5, (setting.get() for _ in range(1))) == (["mine"], True)


def test_where_there_are_no_threads_there_is_no_limit(monkeypatch):
    def refuse(self):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    assert steps_within(5, iter([1, 2])) == ([1, 2], True)


@pytest.mark.parametrize("seconds", [0, -1, float("nan")])
def test_a_limit_that_is_none_is_refused(seconds):
    with pytest.raises(ValueError, match="but it has to be positive"):
        steps_within(seconds, iter([]))

"""What every test can ask for."""

from hypothesis import settings

# A busy machine is not a fault: how long an example takes is measured in benchmarks/, never here.
settings.register_profile("book", deadline=None)
settings.load_profile("book")


def pytest_addoption(parser):
    parser.addoption("--exhaustive", action="store_true", help="run the full cross product too")


def pytest_collection_modifyitems(config, items):
    """Leave the exhaustive tests to `make test-all`: they are deselected, not skipped in silence."""
    if config.getoption("--exhaustive"):
        return
    left_out = [item for item in items if item.get_closest_marker("exhaustive")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]

"""Small books, each built as if nothing had been built before."""

import pytest
from sphinx.util.docutils import docutils_namespace


@pytest.fixture(autouse=True)
def own_registrations():
    """Sphinx registers nodes, roles and directives for the whole process; take them back after each test."""
    with docutils_namespace():
        yield

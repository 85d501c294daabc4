"""The explorer's module in a JavaScript engine without a page: its pure functions can be called."""

import json
import re

import pytest
import quickjs

from anxiolytics.interactive.displayable import module_source
from anxiolytics.interactive.table_encoding import EncodedTable


@pytest.fixture
def script():
    """Return a function that runs the module, with a figure's specification as ``spec`` if one is given."""

    def run(figure=None):
        context = quickjs.Context()
        context.eval(re.sub(r"(?m)^export default .*$", "", module_source("explorer")))
        if figure is not None:
            context.eval(f"const spec = {json.dumps(figure.payload()['spec'], allow_nan=False)};")
        return Script(context)

    return run


class Script:
    """Calls JavaScript and gives its values as Python's."""

    def __init__(self, context):
        self.context = context

    def __call__(self, expression, **values):
        """Evaluate an expression in which the given names stand for the given values."""
        names = ", ".join(values)
        arguments = ", ".join(json.dumps(value) for value in values.values())
        return json.loads(self.context.eval(f"JSON.stringify((({names}) => ({expression}))({arguments}))"))

    @staticmethod
    def codes_of(figure):
        """Return the codes of a figure's table; this engine has no streams to inflate them with."""
        payload = figure.payload()
        return list(EncodedTable(payload["table"], payload["spec"]["table"], ()).codes)

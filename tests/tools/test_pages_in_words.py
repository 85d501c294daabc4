import importlib.util
import shutil
from pathlib import Path

import pytest

from anxiolytics.facts import fact

ROOT = Path(__file__).resolve().parents[2]
PAGE = """# Half-life
It is {fact}`diazepam.half_life:value` {cite:p}`valiumlabel`, says {cite:t}`klotz1975effects`.

:::{note}
{eq}`eq-rate` stays.
:::

```{bibliography}
:filter: docname in docnames
```
"""


@pytest.fixture
def script():
    specification = importlib.util.spec_from_file_location(
        "pages_in_words", ROOT / "tools" / "pages_in_words.py"
    )
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_numbers_citations_and_references_stand_in_words(script, tmp_path):
    bibliography = tmp_path / script.BIBLIOGRAPHY
    bibliography.parent.mkdir(parents=True)
    shutil.copy(ROOT / script.BIBLIOGRAPHY, bibliography)
    page = tmp_path / "chapters" / "principles" / "half-life.md"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE, "utf-8")
    (tmp_path / "README.md").write_text("{fact}`x`", "utf-8")

    assert script.main(tmp_path) == 0

    said = page.read_text("utf-8")
    assert fact("diazepam.half_life").printed_value().replace(" ", "\N{NO-BREAK SPACE}") in said
    assert "says Klotz et al. (1975" in said
    assert ":::{note}\n{eq}`eq-rate` stays.\n:::" in said
    assert "bibliography" not in said
    cited = {"valiumlabel", "klotz1975effects", fact("diazepam.half_life").source}
    assert said.count("\n- **") == len(cited)
    assert (tmp_path / "README.md").read_text("utf-8") == "{fact}`x`"

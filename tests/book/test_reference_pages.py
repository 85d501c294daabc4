"""The generated pages on the built site: comparison, filter, cards."""

import gzip
import re
from pathlib import Path

import pytest

from anxiolytics.drugs import drugs
from anxiolytics.facts import facts

#: Compressed, of one page.
PAGE_KB = 60


def test_two_menus_put_two_drugs_side_by_side(reader):
    page = reader(files=True).open("reference/compare-two-drugs.html")
    page.get_by_label("First drug").select_option("alprazolam")
    page.get_by_label("Second drug").select_option("zolpidem")
    rows = page.locator("table.drug-comparison tbody tr:visible")
    names = page.locator("table.drug-comparison tbody td:first-child:visible")
    assert sorted(names.all_inner_texts()) == ["alprazolam", "zolpidem"]
    left = page.locator("tr.first td").first.bounding_box()
    right = page.locator("tr.second td").first.bounding_box()
    assert page.locator("tr.first td").first.inner_text() == "alprazolam"
    assert left["x"] < right["x"]
    assert left["y"] == right["y"]
    assert rows.count() <= 2


def test_the_order_follows_the_menus(reader):
    page = reader().open("reference/compare-two-drugs.html")
    page.get_by_label("First drug").select_option("zolpidem")
    page.get_by_label("Second drug").select_option("alprazolam")
    first = page.locator("tr.first td").first
    assert first.inner_text() == "zolpidem"
    assert first.bounding_box()["x"] < page.locator("tr.second td").first.bounding_box()["x"]
    assert page.get_by_label("Second drug").locator("option[value=zolpidem]").is_disabled()


def test_quantities_stand_beside_their_numbers(reader):
    page = reader(width=390).open("reference/compare-two-drugs.html")
    for heading, cell in zip(page.locator("th").all(), page.locator("tr.first td").all(), strict=True):
        assert heading.bounding_box()["y"] == pytest.approx(cell.bounding_box()["y"], abs=1)


def test_without_script_all_drugs_are_compared(reader):
    visitor = reader(javascript=False)
    visitor.page.goto(f"{visitor.address}/reference/compare-two-drugs.html")
    assert visitor.page.locator("table.drug-comparison tbody tr:visible").count() >= 25
    assert visitor.page.locator(".reference-controls:visible").count() == 0


def test_numbers_can_be_filtered(reader):
    page = reader(files=True).open("reference/numbers/benzodiazepines.html")
    rows = page.locator("table.all-numbers tbody tr:visible")
    subjects = {"benzodiazepines", *drugs("benzodiazepine")}
    of_benzodiazepines = [row for row in facts() if row.name.split(".")[0] in subjects]
    assert rows.count() == len(of_benzodiazepines)
    page.get_by_label("Show rows with these words").fill("diazepam half_life cirrhosis")
    expected = [row for row in facts() if "diazepam.half_life.cirrhosis" in row.name]
    shown = rows.all_inner_texts()
    assert len(shown) >= len(expected)
    assert all("cirrhosis" in text for text in shown)
    assert page.locator("h2:visible", has_text="Lorazepam").count() == 0
    page.get_by_label("Show rows with these words").fill("")
    assert rows.count() == len(of_benzodiazepines)


@pytest.mark.parametrize("path", ["numbers/antidepressants", "numbers/benzodiazepines", "drugs/diazepam"])
def test_tables_fit_a_phone(reader, path):
    page = reader(width=390, has_touch=True, files=True).open(f"reference/{path}.html")
    tables = page.locator("table.all-numbers, table.drug-numbers")
    assert tables.count() > 1
    too_wide = "tables => tables.filter(table => table.scrollWidth > table.parentElement.clientWidth).length"
    assert tables.evaluate_all(too_wide) == 0


def test_numbers_can_be_filtered_on_a_phone(reader):
    phone = reader(width=390, has_touch=True, files=True)
    page = phone.open("reference/numbers/antidepressants.html")
    page.get_by_label("Show rows with these words").fill("paroxetine label_dose elderly")
    shown = page.locator("table.all-numbers tbody tr:visible").all_inner_texts()
    assert shown
    assert all("elderly" in text for text in shown)


def test_from_the_index_and_from_a_card_to_the_rows_of_a_drug(reader):
    page = reader(files=True).open("reference/all-numbers.html")
    page.get_by_role("article").get_by_role("link", name="sertraline", exact=True).click()
    heading = page.get_by_role("heading", name=re.compile("^Sertraline"))
    heading.wait_for()
    assert "numbers/antidepressants.html" in page.url
    assert 0 <= heading.bounding_box()["y"] < 400
    page = reader(files=True).open("reference/drugs/sertraline.html")
    page.get_by_role("link", name="All rows of the tables on sertraline").click()
    page.get_by_role("heading", name=re.compile("^Sertraline")).wait_for()
    assert "numbers/antidepressants.html" in page.url


def test_brand_name_leads_to_the_card(reader):
    page = reader(files=True).open("search.html?q=Valium")
    page.locator("#search-results li").first.wait_for()
    assert page.locator("#search-results").get_by_role("link", name="Diazepam", exact=True).count() == 1


def test_generated_pages_have_no_button_to_a_missing_source(reader):
    page = reader().open("reference/drugs/diazepam.html")
    assert page.locator("a[href*='/blob/'][href*='reference/']").count() == 0


def test_no_page_of_numbers_is_heavy(site):
    pages = [Path(site / "reference" / "all-numbers.html"), *Path(site / "reference/numbers").glob("*.html")]
    assert len(pages) == 8
    for page in pages:
        assert len(gzip.compress(page.read_bytes())) <= PAGE_KB * 1000, page.name

"""Progress on the built site: marks in the table of contents, the list of all problems, files in and out."""

import json

import pytest
from playwright.sync_api import expect

from anxiolytics.interactive.exercise import Exercise
from anxiolytics.problems.bank import problems

CHAPTER = "chapters/principles/half-life.html"
LIST = "progress.html"
ON_CHAPTER = ("percent-left-after-days", "half-life-from-clearance", "trough-to-peak")


def solve(page, *ids):
    for id in ids:
        box = page.locator(f'.anx-exercise[data-problem="{id}"]')
        box.get_by_label("Your answer").fill(f"{Exercise(id).variants[0].key:.6g}")
        box.get_by_role("button", name="Check").click()
        expect(box.get_by_text("Solved")).to_be_visible()


def mark(page, title="Half-life"):
    contents = page.locator(".bd-sidebar-primary nav")
    return contents.get_by_role("link").filter(has_text=title).first.locator(".anx-mark")


def row(page, id):
    return page.locator(f'tr[data-id="{id}"]')


def told(page):
    return page.locator(".anx-progress").get_by_role("status")


@pytest.mark.parametrize("files", [False, True], ids=["http", "file"])
def test_contents_mark_what_is_solved_on_every_page(reader, files):
    visitor = reader(files=files)
    page = visitor.open(CHAPTER)
    expect(mark(page)).to_have_count(0)
    solve(page, ON_CHAPTER[0])
    expect(mark(page)).to_have_text("1/3")
    solve(page, *ON_CHAPTER[1:])
    expect(mark(page)).to_have_text("✓")
    visitor.open("index.html")
    expect(mark(page)).to_have_text("✓")
    expect(mark(page)).to_have_attribute("aria-label", "all exercises solved")
    page.reload()
    expect(mark(page)).to_have_text("✓")


def test_one_problem_solved_counts_on_every_page_it_stands_on(reader):
    page = reader().open(CHAPTER)
    solve(page, "trough-to-peak")
    expect(mark(page, "Interdose")).to_have_text("1/4")


@pytest.mark.parametrize("files", [False, True], ids=["http", "file"])
def test_list_shows_every_problem_and_leads_to_its_page(reader, files):
    visitor = reader(files=files)
    page = visitor.open(CHAPTER)
    solve(page, "half-life-from-clearance")
    visitor.open(LIST)
    expect(page.locator("tr[data-id]")).to_have_count(len(problems()))
    expect(row(page, "half-life-from-clearance")).to_contain_text("✓ solved")
    expect(row(page, "accumulation")).not_to_contain_text("✓")
    expect(page.get_by_text(f"1 of {len(problems())} problems solved in this browser.")).to_be_visible()
    row(page, "half-life-from-clearance").get_by_role("link").click()
    visitor.settle()
    expect(page.locator('.anx-exercise[data-problem="half-life-from-clearance"]')).to_be_visible()


def export(page, folder):
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


@pytest.mark.parametrize("files", [False, True], ids=["http", "file"])
def test_progress_travels_in_a_file_to_another_browser(reader, tmp_path, files):
    here = reader(files=files, accept_downloads=True)
    page = here.open(CHAPTER)
    solve(page, *ON_CHAPTER[:2])
    here.open(LIST)
    path = export(page, tmp_path)
    assert path.suffix == ".json"
    assert set(json.loads(path.read_text("utf-8"))["progress"]) == set(ON_CHAPTER[:2])

    there = reader(files=files)
    page = there.open(CHAPTER)
    solve(page, ON_CHAPTER[2])
    there.open(LIST)
    page.locator("input[type=file]").set_input_files(path)
    expect(told(page)).to_have_text(
        "Taken in: 2 problems, 2 of them solved. What was solved here stays solved."
    )
    for id in ON_CHAPTER:
        expect(row(page, id)).to_contain_text("✓ solved")
    expect(mark(page)).to_have_text("✓")
    there.open(CHAPTER)
    box = page.locator(f'.anx-exercise[data-problem="{ON_CHAPTER[0]}"]')
    expect(box.get_by_text("Solved")).to_be_visible()
    assert there.faults == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("no JSON", "it is not JSON"),
        ('{"book": "Another"}', "it is not a progress file of this book"),
        (
            json.dumps(
                {
                    "book": "Brakes and Balance",
                    "content": "progress",
                    "version": 1,
                    "progress": {"accumulation": 1},
                }
            ),
            "its entry “accumulation” cannot be read",
        ),
        (" " * 1_000_001, "it is too large to be one"),
    ],
)
def test_nonsense_is_refused_and_nothing_is_lost(reader, tmp_path, content, words):
    visitor = reader()
    page = visitor.open(CHAPTER)
    solve(page, "trough-to-peak")
    visitor.open(LIST)
    kept = page.evaluate("JSON.stringify(localStorage)")
    path = tmp_path / "odd.json"
    path.write_text(content, "utf-8")
    page.locator("input[type=file]").set_input_files(path)
    expect(told(page)).to_have_text(f"“odd.json” was not taken in, and nothing was changed: {words}.")
    assert page.evaluate("JSON.stringify(localStorage)") == kept
    assert visitor.faults == []


def test_clear_asks_once_and_then_forgets(reader):
    visitor = reader()
    page = visitor.open(CHAPTER)
    solve(page, "trough-to-peak")
    visitor.open(LIST)
    page.get_by_role("button", name="Clear", exact=True).press("Enter")
    expect(page.get_by_role("button", name="Keep all")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Clear all")).to_be_hidden()
    expect(page.get_by_role("button", name="Clear", exact=True)).to_be_focused()
    expect(row(page, "trough-to-peak")).to_contain_text("✓ solved")
    page.get_by_role("button", name="Clear", exact=True).click()
    page.get_by_role("button", name="Clear all").click()
    expect(told(page)).to_have_text("All progress in this browser is cleared.")
    expect(row(page, "trough-to-peak")).not_to_contain_text("✓")
    expect(mark(page)).to_have_count(0)
    page.reload()
    expect(row(page, "trough-to-peak")).not_to_contain_text("✓")


def test_another_tab_is_told(reader):
    visitor = reader()
    page = visitor.open(CHAPTER)
    other = visitor.context.new_page()
    other.goto(f"{visitor.address}/{LIST}")
    solve(page, "trough-to-peak")
    expect(row(other, "trough-to-peak")).to_contain_text("✓ solved")


def test_works_where_nothing_can_be_kept(reader, tmp_path):
    visitor = reader()
    visitor.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})"
    )
    page = visitor.open(LIST)
    path = tmp_path / "progress.json"
    path.write_text(
        json.dumps({"book": "Brakes and Balance", "content": "progress", "version": 1, "progress": {}})
    )
    page.locator("input[type=file]").set_input_files(path)
    expect(told(page)).to_contain_text("This browser keeps nothing for this page")


def test_phone_keeps_buttons_large_and_the_list_inside(reader):
    page = reader(width=390, has_touch=True).open(LIST)
    for button in page.locator(".anx-progress .anx-button").all():
        if button.is_visible():
            assert button.bounding_box()["height"] >= 44
    table = page.locator(".anx-progress table").bounding_box()
    assert table["x"] >= 0
    assert table["x"] + table["width"] <= 390


def test_list_can_be_read_without_javascript(reader):
    visitor = reader(javascript=False)
    visitor.page.goto(f"{visitor.address}/{LIST}")
    assert visitor.page.locator("tr[data-id]:visible").count() == len(problems())

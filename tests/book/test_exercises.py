"""Exercises on the built page: every kind of answer gets its own reply, and what was done is kept."""

import pytest
from playwright.sync_api import expect

from anxiolytics.interactive.exercise import Exercise

CHAPTER = "chapters/principles/half-life.html"
PROBLEM = "half-life-from-clearance"


class Sheet:
    """One exercise of the page, and the variants that travel with it."""

    def __init__(self, page, problem=PROBLEM):
        self.page = page
        self.variants = Exercise(problem).variants
        title = Exercise(problem).problem.title
        self.box = page.locator(".anx-exercise").filter(has_text=title).first
        self.status = self.box.get_by_role("status")

    def answer(self, text):
        field = self.box.get_by_label("Your answer")
        field.fill(text)
        field.press("Enter")


@pytest.fixture
def sheet(reader):
    return Sheet(reader().open(CHAPTER))


def kind(sheet):
    return sheet.status.get_attribute("data-kind")


def test_right_answer_is_told_and_marked(sheet):
    sheet.answer(f"{sheet.variants[0].key:.3g} h")
    assert kind(sheet) == "right"
    expect(sheet.box.get_by_text("Solved")).to_be_visible()


def test_each_slip_is_named(sheet):
    for slip in sheet.variants[0].slips:
        sheet.answer(f"{slip.value:.6g} h")
        assert kind(sheet) == "mistake"
        expect(sheet.status).to_contain_text(slip.name)


def test_wrong_answer_is_not_yet(sheet):
    sheet.answer(f"{sheet.variants[0].key * 1.31:.3g}")
    assert kind(sheet) == "not-yet"
    expect(sheet.box.get_by_text("Solved")).to_be_hidden()


@pytest.mark.parametrize("text", ["about a day", "12 parsecs", "", "--5"])
def test_what_cannot_be_read_costs_nothing(sheet, text):
    sheet.answer(text)
    assert kind(sheet) not in ("right", "not-yet", "mistake", "unit-slip")
    expect(sheet.status).not_to_be_empty()
    expect(sheet.box.get_by_role("button", name="Worked solution")).to_have_attribute("aria-disabled", "true")


def test_ambiguous_number_is_asked_back_and_taken_by_a_click(sheet):
    sheet.answer("1,200")
    assert kind(sheet) == "ambiguous"
    choices = sheet.box.locator(".anx-choices button")
    expect(choices).to_have_count(2)
    choices.first.click()
    assert kind(sheet) in ("right", "not-yet", "mistake", "unit-slip")


def test_right_number_in_the_wrong_unit_is_told_apart(sheet):
    sheet.answer(f"{sheet.variants[0].key:.4g} min")
    assert kind(sheet) == "unit-slip"


def test_decimal_comma_and_other_units_are_read(sheet):
    days = f"{sheet.variants[0].key / 24:.4g}".replace(".", ",")
    sheet.answer(f"{days} d")
    assert kind(sheet) == "right"


def test_hints_come_one_by_one(sheet):
    hints = sheet.box.locator(".anx-hints li")
    expect(hints).to_have_count(0)
    for shown in (1, 2):
        sheet.box.get_by_role("button", name="Hint").click()
        expect(hints).to_have_count(shown)


def test_solution_is_not_on_the_page_before_it_is_earned(sheet):
    solution = sheet.box.locator(".anx-solution")
    expect(solution).to_be_hidden()
    assert solution.inner_text().strip() == ""
    sheet.answer(f"{sheet.variants[0].key:.4g}")
    sheet.box.get_by_role("button", name="Worked solution").click()
    expect(solution).to_be_visible()
    expect(solution).to_be_focused()


def test_new_numbers_change_question_and_key(sheet):
    before = sheet.box.locator(".anx-statement").inner_text()
    sheet.box.get_by_role("button", name="New numbers").click()
    expect(sheet.box.locator(".anx-statement")).not_to_have_text(before)
    sheet.answer(f"{sheet.variants[1].key:.4g}")
    assert kind(sheet) == "right"


@pytest.mark.parametrize("files", [False, True], ids=["http", "file"])
def test_reload_keeps_answer_numbers_and_mark(reader, files):
    page = reader(files=files).open(CHAPTER)
    sheet = Sheet(page)
    sheet.box.get_by_role("button", name="New numbers").click()
    sheet.answer(f"{sheet.variants[1].key:.4g}")
    question = sheet.box.locator(".anx-statement").inner_text()
    page.reload()
    expect(sheet.box.get_by_text("Solved")).to_be_visible()
    expect(sheet.box.locator(".anx-statement")).to_have_text(question, use_inner_text=True)
    expect(sheet.box.get_by_label("Your answer")).to_have_value(f"{sheet.variants[1].key:.4g}")


def test_works_where_nothing_can_be_kept(reader):
    visitor = reader()
    visitor.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})"
    )
    visitor.page.goto(f"{visitor.address}/{CHAPTER}")
    visitor.settle()
    sheet = Sheet(visitor.page)
    sheet.answer(f"{sheet.variants[0].key:.4g}")
    assert kind(sheet) == "right"


def test_keys_do_not_stand_beside_the_question(site):
    source = (site / CHAPTER).read_text("utf-8")
    for variant in Exercise(PROBLEM).variants:
        assert repr(variant.key) not in source


def test_phone_keeps_fields_and_buttons_inside_and_large(reader):
    page = reader(width=390, has_touch=True).open(CHAPTER)
    for control in page.locator(".anx-exercise").locator("input, select, button").all():
        if not control.is_visible():
            continue
        box = control.bounding_box()
        assert box["height"] >= 44
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390


def test_question_can_be_read_without_javascript(reader):
    visitor = reader(javascript=False)
    visitor.page.goto(f"{visitor.address}/{CHAPTER}")
    box = visitor.page.locator(".anx-exercise").first
    assert box.is_visible()
    assert len(box.locator(".anx-statement").inner_text()) > 40

"""Exercises on the built page: every kind of answer gets its own reply, and what was done is kept."""

import pytest
from playwright.sync_api import expect

from anxiolytics.interactive.exercise import Exercise

CHAPTER = "chapters/principles/half-life.html"
PRACTICE = "hands_on/half-life.html"
PROBLEM = "half-life-from-clearance"
ONE = "longest-interval"
SEVERAL = "doubling-the-interval"


class Sheet:
    """One exercise of the page, and the variants that travel with it."""

    def __init__(self, page, problem=PROBLEM):
        self.page = page
        self.variants = Exercise(problem).variants
        self.box = page.locator(f'.anx-exercise[data-problem="{problem}"]')
        self.status = self.box.get_by_role("status")

    def answer(self, text):
        field = self.box.get_by_label("Your answer")
        field.fill(text)
        field.press("Enter")

    def option(self, id):
        return self.box.locator(f'input[value="{id}"]')

    def check(self):
        self.box.get_by_role("button", name="Check").click()


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


def wrong_ids(variant):
    return [option.id for option in variant.options if not option.holds]


def test_choice_of_one_tells_what_the_chosen_option_means(reader):
    sheet = Sheet(reader().open(PRACTICE), ONE)
    variant = sheet.variants[0]
    for option in variant.options:
        sheet.option(option.id).check()
        sheet.check()
        assert kind(sheet) == ("right" if option.holds else "mistake")
        expect(sheet.status).to_contain_text(option.feedback.split(" h ")[0])
    expect(sheet.box.get_by_text("Solved")).to_be_visible()


def test_choice_of_one_by_keyboard(reader):
    sheet = Sheet(reader().open(PRACTICE), ONE)
    (key,) = sheet.variants[0].key
    place = [option.id for option in sheet.variants[0].options].index(key)
    sheet.box.get_by_role("radio").first.focus()
    sheet.page.keyboard.press("Space")
    for _ in range(place):
        sheet.page.keyboard.press("ArrowDown")
    expect(sheet.option(key)).to_be_checked()
    sheet.page.keyboard.press("Enter")
    assert kind(sheet) == "right"


def test_choice_of_several_says_of_each_whether_it_holds(reader):
    sheet = Sheet(reader().open(PRACTICE), SEVERAL)
    variant = sheet.variants[0]
    sheet.check()
    assert kind(sheet) == "nothing-chosen"
    wrong = wrong_ids(variant)[0]
    for id in (variant.key[0], wrong):
        sheet.option(id).focus()
        sheet.page.keyboard.press("Space")
    sheet.check()
    assert kind(sheet) == "not-yet"
    remarks = sheet.box.locator(".anx-remarks > li")
    expect(remarks).to_have_count(2)
    expect(remarks.filter(has_text="Holds:")).to_have_count(1)
    expect(remarks.filter(has_text="Does not hold:")).to_have_count(1)
    sheet.option(wrong).uncheck()
    for id in variant.key[1:]:
        sheet.option(id).check()
    sheet.check()
    assert kind(sheet) == "right"
    expect(sheet.box.get_by_text("Solved")).to_be_visible()


def test_options_are_a_named_group(reader):
    sheet = Sheet(reader().open(PRACTICE), SEVERAL)
    group = sheet.box.get_by_role("group", name="Choose all that hold")
    expect(group.get_by_role("checkbox")).to_have_count(len(sheet.variants[0].options))


def test_new_numbers_bring_new_options(reader):
    sheet = Sheet(reader().open(PRACTICE), SEVERAL)
    sheet.option(sheet.variants[0].key[0]).check()
    sheet.box.get_by_role("button", name="New numbers").click()
    assert sheet.box.locator("input:checked").count() == 0
    expected = [option.id for option in sheet.variants[1].options]
    assert sheet.box.get_by_role("checkbox").evaluate_all("boxes => boxes.map(b => b.value)") == expected
    for id in sheet.variants[1].key:
        sheet.option(id).check()
    sheet.check()
    assert kind(sheet) == "right"


@pytest.mark.parametrize("files", [False, True], ids=["http", "file"])
def test_reload_keeps_what_was_chosen(reader, files):
    page = reader(files=files).open(PRACTICE)
    sheet = Sheet(page, SEVERAL)
    chosen = [sheet.variants[0].options[i].id for i in (0, 3)]
    for id in chosen:
        sheet.option(id).check()
    page.reload()
    for option in sheet.variants[0].options:
        expect(sheet.option(option.id)).to_be_checked(checked=option.id in chosen)


def test_touch_reaches_the_whole_line_of_an_option(reader):
    page = reader(width=390, has_touch=True).open(PRACTICE)
    sheet = Sheet(page, SEVERAL)
    for label in sheet.box.locator(".anx-option").all():
        box = label.bounding_box()
        assert box["height"] >= 44
        assert box["x"] + box["width"] <= 390
    last = sheet.box.locator(".anx-option").last
    last.tap()
    expect(last.locator("input")).to_be_checked()


def test_a_wrong_answer_leads_to_the_page_that_teaches_it(reader):
    visitor = reader()
    sheet = Sheet(visitor.open(PRACTICE), PROBLEM)
    link = sheet.box.get_by_role("link", name="Half-life")
    expect(link).to_be_hidden()
    sheet.answer("1")
    link.click()
    visitor.settle()
    assert visitor.page.url.endswith(CHAPTER)
    # On the page itself there is nowhere to send the reader.
    sheet = Sheet(visitor.page, PROBLEM)
    sheet.answer("1")
    expect(sheet.box.get_by_text("Read again")).to_be_hidden()


def test_a_problem_solved_on_one_page_is_solved_on_the_other(reader):
    visitor = reader()
    sheet = Sheet(visitor.open(CHAPTER))
    sheet.answer(f"{sheet.variants[0].key:.4g}")
    visitor.open(PRACTICE)
    expect(Sheet(visitor.page).box.get_by_text("Solved")).to_be_visible()


def test_tables_in_questions_are_tables(reader):
    sheet = Sheet(reader().open(PRACTICE), "half-life-from-a-table")
    expect(sheet.box.get_by_role("columnheader")).to_have_count(2)
    expect(sheet.box.get_by_role("row")).to_have_count(7)


def test_live_exercises_take_the_boxes_of_the_still_ones(reader):
    sizes = {}
    for javascript in (False, True):
        visitor = reader(javascript=javascript)
        page = visitor.page
        page.goto(f"{visitor.address}/{PRACTICE}")
        if javascript:
            visitor.settle()
        boxes = page.locator(".anx-exercise")
        sizes[javascript] = [round(box.bounding_box()["height"]) for box in boxes.all()]
    assert sizes[True] == sizes[False]


def test_on_paper_the_options_stand_and_the_buttons_do_not(reader):
    page = reader().open(PRACTICE)
    page.emulate_media(media="print")
    sheet = Sheet(page, SEVERAL)
    expect(sheet.box.locator(".anx-option").first).to_be_visible()
    expect(sheet.box.locator("[data-part=hint]")).to_be_hidden()


def test_a_figure_is_read_and_changes_with_the_numbers(reader):
    visitor = reader(width=390)
    sheet = Sheet(visitor.open("chapters/principles/chloride-gate.html"), "chloride-from-gaba-currents")
    for drawn in sheet.variants[:2]:
        figure = sheet.box.get_by_role("img", name=drawn.figure.summary)
        expect(figure.locator("circle")).to_have_count(6)
        box = figure.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        # Whoever cannot see it opens the table by keyboard and finds the same points.
        sheet.box.get_by_text("The points as a table").focus()
        sheet.page.keyboard.press("Enter")
        cells = sheet.box.get_by_role("cell").all_inner_texts()
        numbers = [float(cell.replace("−", "-")) for cell in cells]
        assert numbers[0::2] == list(drawn.figure.places)
        assert numbers[1::2] == list(drawn.figure.series[0].values)
        sheet.answer(f"{drawn.key:.3g}")
        assert kind(sheet) == "right"
        sheet.box.get_by_role("button", name="New numbers").click()


def test_a_unit_of_the_membrane_is_told_back_with_its_capitals(reader):
    sheet = Sheet(reader().open("chapters/principles/chloride-gate.html"), "chloride-from-gaba-currents")
    sheet.answer(f"{sheet.variants[0].key:.4g} mM")
    assert kind(sheet) == "right"
    expect(sheet.status).to_contain_text(" mM.")

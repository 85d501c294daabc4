"""The printed book, read by another library than the one that wrote it."""

import os
import re
import subprocess
import sys
from ctypes import byref, c_int, create_string_buffer
from pathlib import Path

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from bs4 import BeautifulSoup

import chromium
import pdf

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "_build" / "html"

SAMPLE = ["index", "chapters/principles/half-life", "hands_on/half-life", "reference/drugs/alprazolam"]


class Printed:
    """The file, opened by PDFium, beside the pages of the site that it was made from."""

    def __init__(self, file, names):
        self.file, self.names = file, names
        self.document = pypdfium2.PdfDocument(file)
        self.texts = [page.get_textpage().get_text_bounded() for page in self.document]
        self.labels = [self.document.get_page_label(number) for number in range(len(self.document))]
        self.front = self.labels.index("1")
        # Where the outline says that each page of the site begins, and each of its sections.
        self.starts, self.sections = {}, []
        self.outline = [(e.level, e.get_title(), e.get_dest().get_index()) for e in self.document.get_toc()]
        entries = iter(self.outline)
        for name in names:
            for heading in source(name).select("h1, h2"):
                found = (number for _, title, number in entries if title == words(heading))
                number = next(found, None)
                assert number is not None, f"{words(heading)!r} of {name} is not in the outline"
                self.starts.setdefault(name, number)
                self.sections.append((words(heading), number))

    def links(self):
        """Yield the page of each link, and where it leads: the number of a page, or an address."""
        for number, page in enumerate(self.document):
            position, link = c_int(0), pdfium.FPDF_LINK()
            while pdfium.FPDFLink_Enumerate(page, byref(position), byref(link)):
                target = pdfium.FPDFLink_GetDest(self.document, link)
                if target:
                    yield number, pdfium.FPDFDest_GetDestPageIndex(self.document, target)
                else:
                    address = create_string_buffer(2000)
                    action = pdfium.FPDFLink_GetAction(link)
                    pdfium.FPDFAction_GetURIPath(self.document, action, address, len(address))
                    yield number, address.value.decode()

    def text_of(self, name):
        """Return what is printed of a page of the site."""
        start = self.starts[name]
        after = [number for number in self.starts.values() if number > start]
        return " ".join(" ".join(self.texts[start : min(after, default=None)]).split())


def source(name):
    """Read the text of a page of the site."""
    soup = BeautifulSoup((SITE / f"{name}.html").read_text("utf-8"), "html.parser")
    article = soup.select_one("article.bd-article")
    for mark in article.select(".headerlink, .katex-mathml, script"):
        mark.decompose()
    return article


def words(tag):
    return " ".join(tag.get_text().split())


def letters(text):
    return re.sub(r"\W", "", text)


def print_book(*arguments, **environment):
    """Run the command, in a process of its own: the browser of other tests may be open in this one."""
    command = [sys.executable, str(ROOT / "tools" / "pdf.py"), *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, **environment}
    )


@pytest.fixture(scope="module", params=["sample", pytest.param("whole", marks=pytest.mark.exhaustive)])
def book(request, tmp_path_factory):
    """Print some pages, or all."""
    file = tmp_path_factory.mktemp("pdf") / "book.pdf"
    known = [page.name for page in pdf.pages_in_order(ROOT / "_toc.yml", SITE)]
    names = SAMPLE if request.param == "sample" else [n for n in known if n not in pdf.ON_SCREEN_ALONE]
    done = print_book("--output", file, *(SAMPLE if request.param == "sample" else []))
    if done.stderr.strip() == chromium.MISSING and not os.environ.get("CI"):
        pytest.skip(chromium.MISSING)
    assert done.returncode == 0, done.stderr
    return Printed(file, names)


def test_it_says_what_it_is(book):
    data = book.document.get_metadata_dict()
    assert data["Title"] == "Brakes and Balance"
    assert data["Author"]
    assert pdfium.FPDFCatalog_IsTagged(book.document)
    assert {(round(page.get_width()), round(page.get_height())) for page in book.document} == {(595, 842)}


def test_it_begins_with_title_note_box_and_licence(book):
    title_page = " ".join(book.texts[0].split())
    for part in ("Brakes and Balance", "it does not advise", "Do not stop suddenly", "Attribution 4.0"):
        assert part in title_page
    assert "Show the code" not in title_page


def test_the_outline_leads_from_part_to_page_to_section(book):
    for title, number in book.sections:
        assert letters(title) in letters(book.texts[number]), f"{title!r} is not on page {number}"
    levels = {title: level for level, title, _ in reversed(book.outline)}
    assert [levels[title] for title in ("Brakes and Balance", "Principles", "Reference")] == [0, 0, 0]
    assert levels["A constant share each hour"] == 2


def test_a_second_reader_finds_the_same_pages_and_outline(book):
    document = pypdf.PdfReader(book.file)

    def entries(nested, level=0):
        for entry in nested:
            if isinstance(entry, list):
                yield from entries(entry, level + 1)
            else:
                yield level, entry.title, document.get_destination_page_number(entry)

    assert len(document.pages) == len(book.document)
    assert document.page_labels == book.labels
    assert list(entries(document.outline)) == book.outline


def test_contents_and_foot_give_the_number_of_the_page(book):
    contents = letters("".join(book.texts[1 : book.front]))
    for name, number in book.starts.items():
        printed = str(number - book.front + 1)
        assert book.labels[number] == printed
        assert book.texts[number].split()[-1] == printed
        assert re.search(rf"{letters(words(source(name).h1))}{printed}(?!\d)", contents), name


def test_every_link_leads_into_the_book_or_to_the_web(book):
    inside = outside = 0
    for _, target in book.links():
        if isinstance(target, int):
            assert 0 <= target < len(book.document)
            inside += 1
        else:
            assert re.match(r"(https?|mailto):", target), target
            assert "book.invalid" not in target
            outside += 1
    assert inside > 100
    assert outside > 20
    # From the front page to the chapter it names, and from the contents to all.
    links = list(book.links())
    on_the_first_page = [target for number, target in links if number == book.front]
    assert book.starts["chapters/principles/half-life"] in on_the_first_page
    listed = {target for number, target in links if 1 <= number < book.front}
    assert set(book.starts.values()) <= listed


def test_letters_are_embedded_and_no_page_is_empty(book):
    for number, page in enumerate(book.document):
        assert len(book.texts[number].split()) > 3, f"page {number} is empty"
        for drawn in page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT]):
            assert pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(drawn)) == 1


def test_figures_print_the_values_of_their_controls(book):
    article = source("chapters/principles/half-life")
    printed = book.text_of("chapters/principles/half-life")
    for control in article.select(".anx-control"):
        value = control.select_one("output, option[selected]")
        assert f"{words(control.select_one('.anx-label'))}: {words(value)}" in printed
    for readout in article.select(".anx-readouts > div"):
        assert words(readout.dt) in printed
        assert words(readout.dd) in printed
    assert "Show as table" not in printed


def test_equations_print_their_numbers(book):
    article = source("chapters/principles/half-life")
    numbers = {words(number) for number in article.select(".eqno")}
    assert len(numbers) >= 3
    printed = book.text_of("chapters/principles/half-life")
    assert [number for number in numbers if number not in printed] == []


def test_questions_stay_questions_until_the_answers(book):
    whole = book.text_of("chapters/principles/half-life")
    answers = whole.index("Answers Answer: what a day leaves")
    assert "so a quarter is left" not in whole[:answers]
    assert "so a quarter is left" in whole[answers:]
    # Prompt and room; the buttons stay on the screen.
    assert "Your answer" in whole
    for word in ("Worked solution", "New numbers", "Hint 1 of"):
        assert word not in whole


def test_a_page_unknown_to_the_book_is_named(tmp_path):
    with pytest.raises(ValueError, match="the book has no page 'half-live': its pages are index, "):
        pdf.make(tmp_path / "x.pdf", ["half-live"])


def test_a_site_that_is_not_built_is_asked_for(tmp_path):
    with pytest.raises(ValueError, match="run `make book` first"):
        pdf.make(tmp_path / "x.pdf", site=tmp_path)


def test_without_chromium_one_sentence_says_what_to_install(tmp_path):
    nothing = str(tmp_path)
    output = tmp_path / "x.pdf"
    done = print_book("--output", output, CHROMIUM="", PATH=nothing, PLAYWRIGHT_BROWSERS_PATH=nothing)
    assert done.returncode == 1
    assert done.stderr.strip() == chromium.MISSING
    assert not output.exists()

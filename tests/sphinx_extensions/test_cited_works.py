from pathlib import Path

from cited_works import cited_works

BIBLIOGRAPHY = r"""
@article{one, author = {M{\"u}ller, A.}, title = {Sleep}, journal = {Nature}, year = {1999}, pages = {1--2}}
@article{two, author = {van der Berg, A. and Li, B.}, title = {B}, journal = {J_1}, year = {2000}}
@article{three, author = {Li, B. and Roe, A. and Doe, C.}, title = {C}, journal = {J}, year = {2001}}
@article{others, author = {Li, B. and others}, title = {D}, journal = {J}, year = {2001}}
@misc{agency, author = {{US Food and Drug Administration}}, title = {Label}, year = {2023}}
"""


def test_names_years_and_entries(tmp_path):
    file = tmp_path / "references.bib"
    file.write_text(BIBLIOGRAPHY, "utf-8")
    works = cited_works(file)
    named = {key: (work.authors, work.year) for key, work in works.items()}
    assert named == {
        "one": ("Müller", "1999"),
        "two": ("van der Berg and Li", "2000"),
        "three": ("Li et al.", "2001a"),
        "others": ("Li et al.", "2001b"),
        "agency": ("US Food and Drug Administration", "2023"),
    }
    assert works["one"].entry == "A. Müller. Sleep. Nature, pages 1–2, 1999."
    assert r"J\_1" in works["two"].entry


def test_every_work_of_the_book_has_a_name_of_its_own():
    root = Path(__file__).parents[2]
    works = cited_works(root / "src" / "anxiolytics" / "data" / "references.bib")
    assert len(works) > 100
    assert len({(work.authors, work.year) for work in works.values()}) == len(works)

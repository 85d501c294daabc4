"""Problems with numbers of each reader's own, and how answers are read and judged.

>>> from anxiolytics.problems import judge, variant
>>> from anxiolytics.problems.bank import problem
>>> drawn = variant(problem("half-life-from-clearance"), seed=1)
>>> judge(drawn, "1 200 h").kind
'not-yet'
"""

from anxiolytics.problems.judging import Verdict, judge
from anxiolytics.problems.problem import Mistake, NumberProblem, Problem
from anxiolytics.problems.reading import Reading, read
from anxiolytics.problems.variant import NumberVariant, page_variants, variant

__all__ = [
    "Mistake",
    "NumberProblem",
    "NumberVariant",
    "Problem",
    "Reading",
    "Verdict",
    "judge",
    "page_variants",
    "read",
    "variant",
]

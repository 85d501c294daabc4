"""Problems with numbers of each reader's own, and how answers are read and judged.

>>> from anxiolytics.problems import judge, variant
>>> from anxiolytics.problems.bank import problem
>>> drawn = variant(problem("half-life-from-clearance"), seed=1)
>>> judge(drawn, "1 200 h").kind
'not-yet'
"""

from anxiolytics.problems.calling import Outcome, calls
from anxiolytics.problems.figure import Figure, FigureAxis, FigureSeries
from anxiolytics.problems.function_problem import Argument, FunctionProblem, OneValue
from anxiolytics.problems.judging import judge
from anxiolytics.problems.page import page_variants
from anxiolytics.problems.problem import ChoiceProblem, Mistake, NumberProblem, Option, Problem
from anxiolytics.problems.reading import Reading, read
from anxiolytics.problems.variant import ChoiceVariant, FunctionVariant, NumberVariant, Variant, variant
from anxiolytics.problems.verdict import Remark, Verdict

__all__ = [
    "Argument",
    "ChoiceProblem",
    "ChoiceVariant",
    "Figure",
    "FigureAxis",
    "FigureSeries",
    "FunctionProblem",
    "FunctionVariant",
    "Mistake",
    "NumberProblem",
    "NumberVariant",
    "OneValue",
    "Option",
    "Outcome",
    "Problem",
    "Reading",
    "Remark",
    "Variant",
    "Verdict",
    "calls",
    "judge",
    "page_variants",
    "read",
    "variant",
]

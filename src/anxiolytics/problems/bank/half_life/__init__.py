"""The set *half-life*: the mathematics, first-order elimination, doses in a row, the swing between doses.

People and numbers are invented, within the ranges that benzodiazepines show.
"""

from anxiolytics.problems.bank.half_life import (
    bent_curve,
    changing_doses,
    comparing_drugs,
    first_order,
    mathematics,
    proportions,
    steady_state,
    swing,
)

#: In the order of the book.
PROBLEMS = (
    *mathematics.PROBLEMS,
    *proportions.PROBLEMS,
    *first_order.PROBLEMS,
    *bent_curve.PROBLEMS,
    *steady_state.PROBLEMS,
    *swing.PROBLEMS,
    *changing_doses.PROBLEMS,
    *comparing_drugs.PROBLEMS,
)

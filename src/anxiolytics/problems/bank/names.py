"""First names of the fictional people in the problems."""

NAMES = ("Amara", "Bruno", "Chandra", "Dilys", "Emeka", "Farah", "Goran", "Hana", "Idris", "Jolanta")

"""Quantitative pharmacology of benzodiazepines and other anxiolytics.

The library behind the interactive textbook *Brakes and Balance*.
It teaches; it does not advise on anybody's treatment.

Importing this package needs numpy alone and loads nothing else of the library:
import what you use from its modules, for example ``from anxiolytics.half_life import half_life``.
"""

__version__ = "0.1.0"

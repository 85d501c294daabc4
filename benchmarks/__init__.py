"""Ratios against named peers, and what the site weighs: `make bench`."""

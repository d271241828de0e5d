"""Measures: whole processes, medians of several runs interleaved, read as ratios in one run."""

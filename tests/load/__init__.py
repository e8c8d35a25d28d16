"""What the platform costs, against the least that could do the same; `python -m tests.load` prints it.

Figures are ratios within one run, or CPU time of named processes; none is asserted, since machines differ.
"""

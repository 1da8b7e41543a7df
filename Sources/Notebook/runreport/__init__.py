"""Runs of run stores in the cells of a notebook.

    from runreport import RunDetails
    RunDetails("lunar-comet-107", store="runs").show()

All that is shown comes from the program `runreport`, which reads the stores; docs/notebook.md tells the rest.
"""

from .details import RunDetails
from .program import ProgramError, ProgramMissing, RunReportError

__all__ = ["ProgramError", "ProgramMissing", "RunDetails", "RunReportError"]

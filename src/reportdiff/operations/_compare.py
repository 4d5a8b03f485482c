"""The main job as it is deployed: it also tells of failures and of important changes."""

from __future__ import annotations

from reportdiff.operations._notify import tell_of_completion, tell_of_failure
from reportdiff.pipeline.flow import compare_series as main_job

compare_series = main_job.with_options(
    on_completion=[tell_of_completion], on_failure=[tell_of_failure], on_crashed=[tell_of_failure]
)

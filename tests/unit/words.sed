# SPDX-License-Identifier: GPL-2.0
# An enum value of the headers becomes { "NAME", function for its words, NAME },
s/^\t(DSR_OP_[A-Z0-9_]+) = .*/{ "\1", text_op, \1 },/p
s/^\t(DSR_JOB_EVENT_[A-Z0-9_]+) = .*/{ "\1", text_job_event, \1 },/p
s/^\t(DSR_JOB_[A-Z0-9_]+) = .*/{ "\1", text_job_state, \1 },/p
s/^\t(DSR_SINK_[A-Z0-9_]+) = .*/{ "\1", text_sink_state, \1 },/p
s/^\t(DSR_OUTCOME_[A-Z0-9_]+) = .*/{ "\1", text_outcome, \1 },/p
s/^\t(DSR_REASON_[A-Z0-9_]+) = .*/{ "\1", text_reason, \1 },/p
s/^\t(DSR_UNIT_EVENT_[A-Z0-9_]+) = .*/{ "\1", text_unit_event, \1 },/p
s/^\t(DSR_CHANGER_EVENT_[A-Z0-9_]+) = .*/{ "\1", text_unit_event, \1 },/p
s/^\t(DSR_WRITE_[A-Z0-9_]+) = .*/{ "\1", text_write_mode, \1 },/p

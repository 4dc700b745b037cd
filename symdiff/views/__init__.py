"""Which steps are shown, in which order, at what detail: a worked problem as blocks that every output format prints."""

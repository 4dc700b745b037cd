"""Any number of answers, in workers that may be killed."""

"""Benchmarks: separate commands, never timed tests.  Each prints ratios measured side by side in one run."""

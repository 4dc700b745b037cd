"""A short run of the fuzzer."""

from tests.fuzz_check import fuzz


def test_nothing_made_up_breaks_the_checker() -> None:
    report = fuzz(400, seed=20)
    assert report.complaints == []
    assert set(report.outcomes) >= {"correct", "incorrect", "invalid"}
    assert report.outcomes["undecided"] < 10

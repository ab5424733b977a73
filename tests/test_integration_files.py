"""The integration's own files are as Home Assistant and its store want them, on the Home Assistant of this run."""

import pytest

from scripts.check import __main__ as checks, data_files, hacs, integration, machine_names

FILES = checks.tracked_files(checks.REPOSITORY)


@pytest.mark.parametrize(
    "problems",
    [
        lambda: integration.check(
            checks.REPOSITORY / checks.INTEGRATION, integration.installed_constraints(checks.REPOSITORY)
        ),
        lambda: hacs.check(checks.REPOSITORY, checks.INTEGRATION),
        lambda: data_files.check(checks.REPOSITORY, FILES),
        lambda: machine_names.check(checks.REPOSITORY, FILES),
    ],
    ids=["integration", "store", "data", "names"],
)
def test_nothing_is_wrong(problems: object) -> None:
    """What `scripts/lint` checks on one Home Assistant holds on the other as well."""
    assert callable(problems)
    assert list(problems()) == []

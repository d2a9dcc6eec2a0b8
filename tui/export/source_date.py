"""The moment that a file says it was written at, where whoever builds it asks for one.

https://reproducible-builds.org/specs/source-date-epoch/
"""

import os
from datetime import UTC, datetime
from typing import Final

_NAME: Final = "SOURCE_DATE_EPOCH"
_MOST_DIGITS: Final = 11
"""Seconds up to the year 5138; a date ends with the year 9999."""


def source_date() -> datetime | None:
    """Read SOURCE_DATE_EPOCH; None where it is not set, or is no number of seconds."""
    given = os.environ.get(_NAME, "")
    if not (given.isascii() and given.isdigit() and len(given) <= _MOST_DIGITS):
        return None
    return datetime.fromtimestamp(int(given), UTC)

"""Long lists of keys inside a query."""

import json
from collections.abc import Iterable

from django.db import connection
from django.db.models.expressions import RawSQL


def listed(pks: Iterable[int]) -> RawSQL:
    """`pks` as a sub-query in one parameter: databases limit how many parameters a query may have."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", (list(pks),))
    return RawSQL("SELECT value FROM json_each(%s)", (json.dumps(list(pks)),))

"""What is done once a night, while nobody plays."""

from __future__ import annotations

from telemetry.store import Store


def night(store: Store) -> bool:
    """Commit everything, then rewrite the store in the order of its random keys, so that neither
    pages nor free space tell who came when. False when it could not be done; try again tomorrow.

    Blocks for about a second per hundred megabytes: never call it during a visit.
    """
    # A coarser bucket for months with few visits (quarter, half, year) belongs between the two.
    return store.flush() and store.writer.vacuum()

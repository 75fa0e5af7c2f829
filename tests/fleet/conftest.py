"""One PostgreSQL for all tests of a worker, and an empty database for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.postgres import Server, programs, serving


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    if programs() is None:
        pytest.skip("PostgreSQL is not installed (Debian and Ubuntu: apt install postgresql)")
    with serving() as server:
        yield server


@pytest.fixture
def server(postgres: Server) -> Server:
    """The server without what an earlier test left."""
    import psycopg

    with psycopg.connect(postgres.address, autocommit=True) as db:
        db.execute("SET client_min_messages = warning")
        db.execute("DROP SCHEMA IF EXISTS ditma CASCADE")
    return postgres

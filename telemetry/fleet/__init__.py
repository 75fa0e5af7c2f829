"""Many terminals: their stores found, merged, forwarded to PostgreSQL, written as a lake of Parquet."""

"""Every event as a row of a table that outlives the queues, and what can be asked of it.

pyarrow and DuckDB are an extra of the package (`backend[analytics]`): nothing that serves requests has them.
"""

-- Loads the events of the store into Snowflake, and may be run again at any time: every file is copied once, and of an
-- event that comes again, as when small files have been merged into one, nothing is kept.
-- Before it, once: a database and schema to use, and the stage. For a bucket of S3, as somebody who may:
--   CREATE STAGE waybill_events URL = 's3://BUCKET/PREFIX/' STORAGE_INTEGRATION = YOURS FILE_FORMAT = (TYPE = PARQUET);
-- After it: order_lines.sql in this folder, then the other views, which are those of ../views/.

CREATE TABLE IF NOT EXISTS events (
    event_id VARCHAR, type VARCHAR, happened_at TIMESTAMP_NTZ, subject VARCHAR, version BIGINT, actor VARCHAR,
    customer_id VARCHAR, status VARCHAR, placed_at TIMESTAMP_NTZ, amount_minor BIGINT, currency VARCHAR,
    lines VARIANT, sku VARCHAR, name VARCHAR, available BIGINT, body VARCHAR
);

CREATE TABLE IF NOT EXISTS arrived_events (
    event_id VARCHAR, type VARCHAR, happened_at TIMESTAMP_NTZ, subject VARCHAR, version BIGINT, actor VARCHAR,
    customer_id VARCHAR, status VARCHAR, placed_at TIMESTAMP_NTZ, amount_minor BIGINT, currency VARCHAR,
    lines VARIANT, sku VARCHAR, name VARCHAR, available BIGINT, body VARCHAR
);

COPY INTO arrived_events FROM @waybill_events
    FILE_FORMAT = (TYPE = PARQUET) MATCH_BY_COLUMN_NAME = CASE_INSENSITIVE;

MERGE INTO events AS kept
USING (
    SELECT * FROM arrived_events
    QUALIFY row_number() OVER (PARTITION BY event_id ORDER BY happened_at) = 1
) AS arrived
ON kept.event_id = arrived.event_id
WHEN NOT MATCHED THEN INSERT (
    event_id, type, happened_at, subject, version, actor, customer_id, status, placed_at, amount_minor, currency, lines, sku,
    name, available, body
) VALUES (
    arrived.event_id, arrived.type, arrived.happened_at, arrived.subject, arrived.version, arrived.actor, arrived.customer_id,
    arrived.status, arrived.placed_at, arrived.amount_minor, arrived.currency, arrived.lines, arrived.sku,
    arrived.name, arrived.available, arrived.body
);

DELETE FROM arrived_events WHERE event_id IN (SELECT event_id FROM events);

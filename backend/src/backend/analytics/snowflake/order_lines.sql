-- One row for each product of each order, as it was placed.
CREATE OR REPLACE VIEW order_lines AS
SELECT
    placed.subject AS subject, placed.happened_at AS happened_at, placed.currency AS currency, line.value:sku::VARCHAR AS sku,
    line.value:name::VARCHAR AS name, line.value:quantity::BIGINT AS quantity,
    line.value:amount_minor::BIGINT AS amount_minor
FROM events AS placed, LATERAL FLATTEN(INPUT => placed.lines) AS line
WHERE placed.type = 'order.placed';

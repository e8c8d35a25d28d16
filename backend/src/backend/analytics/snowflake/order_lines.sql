-- One row for each product of each order, as it was placed (type order.placed), and of what closing released of it
-- (order.closed, with quantities only).
CREATE OR REPLACE VIEW order_lines AS
SELECT
    told.type AS type, told.subject AS subject, told.happened_at AS happened_at, told.currency AS currency,
    line.value:product_id::VARCHAR AS product_id, line.value:sku::VARCHAR AS sku, line.value:name::VARCHAR AS name,
    line.value:quantity::BIGINT AS quantity, line.value:amount_minor::BIGINT AS amount_minor
FROM events AS told, LATERAL FLATTEN(INPUT => told.lines) AS line
WHERE told.type IN ('order.placed', 'order.closed');

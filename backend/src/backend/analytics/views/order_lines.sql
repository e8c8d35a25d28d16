-- One row for each product of each order, as it was placed (type order.placed), and of what closing released of it
-- (order.closed, with quantities only).
CREATE OR REPLACE VIEW order_lines AS
SELECT
    type, subject, happened_at, currency, line.product_id AS product_id, line.sku AS sku, line.name AS name,
    line.quantity AS quantity, line.amount_minor AS amount_minor
FROM (SELECT type, subject, happened_at, currency, unnest(lines) AS line FROM events WHERE type IN ('order.placed', 'order.closed')) AS told;

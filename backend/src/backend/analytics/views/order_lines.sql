-- One row for each product of each order, as it was placed.
CREATE OR REPLACE VIEW order_lines AS
SELECT subject, happened_at, currency, line.sku AS sku, line.name AS name, line.quantity AS quantity, line.amount_minor AS amount_minor
FROM (SELECT subject, happened_at, currency, unnest(lines) AS line FROM events WHERE type = 'order.placed') AS placed;

-- Units and amounts that were ordered, by SKU and currency, of orders that are not cancelled.
CREATE OR REPLACE VIEW top_products AS
SELECT
    line.sku AS sku,
    max(line.name) AS name,
    line.currency AS currency,
    CAST(sum(line.quantity) AS BIGINT) AS units,
    CAST(sum(line.amount_minor) AS BIGINT) AS amount_minor,
    count(DISTINCT line.subject) AS orders
FROM order_lines AS line
LEFT JOIN events AS cancelled ON cancelled.subject = line.subject AND cancelled.type = 'order.cancelled'
WHERE cancelled.subject IS NULL
GROUP BY line.sku, line.currency;

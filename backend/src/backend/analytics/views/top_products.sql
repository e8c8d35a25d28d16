-- Units and amounts that were ordered, by the day of placing (UTC), product and currency, of orders that are not cancelled.
CREATE OR REPLACE VIEW top_products AS
SELECT
    CAST(line.happened_at AS DATE) AS day,
    line.product_id AS product_id,
    line.sku AS sku,
    max(line.name) AS name,
    line.currency AS currency,
    CAST(sum(line.quantity) AS BIGINT) AS units,
    CAST(sum(line.amount_minor) AS BIGINT) AS amount_minor,
    count(DISTINCT line.subject) AS orders
FROM order_lines AS line
LEFT JOIN events AS cancelled ON cancelled.subject = line.subject AND cancelled.type = 'order.cancelled'
WHERE line.type = 'order.placed' AND cancelled.subject IS NULL
GROUP BY CAST(line.happened_at AS DATE), line.product_id, line.sku, line.currency;

-- By the day of placing (UTC) and currency. Revenue is that of orders that are not cancelled; what closing an order
-- has released is not taken off.
CREATE OR REPLACE VIEW orders_by_day AS
SELECT
    CAST(placed.happened_at AS DATE) AS day,
    placed.currency AS currency,
    count(*) AS orders,
    CAST(sum(placed.amount_minor) AS BIGINT) AS ordered_minor,
    CAST(sum(CASE WHEN cancelled.subject IS NULL THEN placed.amount_minor ELSE 0 END) AS BIGINT) AS revenue_minor
FROM events AS placed
LEFT JOIN events AS cancelled ON cancelled.subject = placed.subject AND cancelled.type = 'order.cancelled'
WHERE placed.type = 'order.placed' AND placed.amount_minor IS NOT NULL
GROUP BY CAST(placed.happened_at AS DATE), placed.currency;

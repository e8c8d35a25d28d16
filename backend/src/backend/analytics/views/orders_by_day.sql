-- By day (UTC) and currency: what was ordered on the day that it was ordered, what cancelling and closing took back on the
-- day that they did. So a day that is over does not change, and the days of a month add up to the month.
CREATE OR REPLACE VIEW orders_by_day AS
SELECT
    day,
    currency,
    CAST(sum(orders) AS BIGINT) AS orders,
    CAST(sum(ordered_minor) AS BIGINT) AS ordered_minor,
    CAST(sum(taken_back_minor) AS BIGINT) AS taken_back_minor,
    CAST(sum(ordered_minor) - sum(taken_back_minor) AS BIGINT) AS revenue_minor
FROM (
    SELECT CAST(happened_at AS DATE) AS day, currency, 1 AS orders, amount_minor AS ordered_minor, 0 AS taken_back_minor
    FROM events
    WHERE type = 'order.placed' AND amount_minor IS NOT NULL
    UNION ALL
    SELECT CAST(happened_at AS DATE) AS day, currency, 0 AS orders, 0 AS ordered_minor, amount_minor AS taken_back_minor
    FROM events
    WHERE type = 'order.cancelled' AND amount_minor IS NOT NULL
    UNION ALL
    SELECT
        CAST(closed.happened_at AS DATE) AS day,
        placed.currency AS currency,
        0 AS orders,
        0 AS ordered_minor,
        CAST(placed.amount_minor / placed.quantity AS BIGINT) * closed.quantity AS taken_back_minor
    FROM order_lines AS closed
    JOIN order_lines AS placed ON placed.subject = closed.subject AND placed.product_id = closed.product_id
    WHERE closed.type = 'order.closed' AND placed.type = 'order.placed'
) AS booked
GROUP BY day, currency;

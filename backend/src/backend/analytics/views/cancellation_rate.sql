-- Which part of the orders of a day (UTC) has been cancelled, whenever that was.
CREATE OR REPLACE VIEW cancellation_rate AS
SELECT
    CAST(placed.happened_at AS DATE) AS day,
    count(*) AS orders,
    count(cancelled.subject) AS cancelled,
    CAST(count(cancelled.subject) AS DOUBLE) / count(*) AS rate
FROM events AS placed
LEFT JOIN events AS cancelled ON cancelled.subject = placed.subject AND cancelled.type = 'order.cancelled'
WHERE placed.type = 'order.placed'
GROUP BY CAST(placed.happened_at AS DATE);

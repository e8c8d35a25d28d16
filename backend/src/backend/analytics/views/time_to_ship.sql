-- Hours from placing an order to its first parcel, by the day of placing (UTC).
CREATE OR REPLACE VIEW time_to_ship AS
SELECT
    CAST(first_parcel.placed_at AS DATE) AS day,
    count(*) AS orders,
    CAST(median(first_parcel.seconds) AS DOUBLE) / 3600 AS median_hours,
    CAST(max(first_parcel.seconds) AS DOUBLE) / 3600 AS longest_hours
FROM (
    SELECT subject, placed_at, datediff('second', placed_at, min(happened_at)) AS seconds
    FROM events
    WHERE type IN ('order.partly_shipped', 'order.shipped') AND placed_at IS NOT NULL
    GROUP BY subject, placed_at
) AS first_parcel
GROUP BY CAST(first_parcel.placed_at AS DATE);

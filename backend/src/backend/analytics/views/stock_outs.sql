-- When a product had nothing left to sell, and when it had again (NULL: it still has not).
CREATE OR REPLACE VIEW stock_outs AS
SELECT product_id, sku, name, out_at, back_at
FROM (
    SELECT product_id, sku, name, happened_at AS out_at, available, lead(happened_at) OVER (PARTITION BY product_id ORDER BY version) AS back_at
    FROM (
        SELECT
            subject AS product_id, sku, name, happened_at, version, available,
            lag(available) OVER (PARTITION BY subject ORDER BY version) AS available_before
        FROM events
        WHERE available IS NOT NULL
    ) AS moved
    WHERE available_before IS NULL OR (available = 0) <> (available_before = 0)
) AS turned
WHERE available = 0;

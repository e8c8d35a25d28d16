-- When a product had nothing left to sell, and when it had again (NULL: it still has not). Of a product whose beginning is
-- not among the events nothing is said until it has changed once.
CREATE OR REPLACE VIEW stock_outs AS
SELECT CAST(out_at AS DATE) AS day, product_id, sku, name, out_at, back_at
FROM (
    SELECT product_id, sku, name, happened_at AS out_at, available, lead(happened_at) OVER (PARTITION BY product_id ORDER BY version) AS back_at
    FROM (
        SELECT
            subject AS product_id, sku, name, happened_at, type, version, available,
            lag(available) OVER (PARTITION BY subject ORDER BY version) AS available_before
        FROM events
        WHERE available IS NOT NULL
    ) AS moved
    WHERE (available_before IS NULL AND type = 'product.created') OR (available = 0) <> (available_before = 0)
) AS turned
WHERE available = 0;

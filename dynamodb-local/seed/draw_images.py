"""Draws the picture of each product in products.json into images/; run it after a change to drawings/.

The same drawings give the same bytes, so a run that changes nothing leaves nothing to commit.
"""

import json
import sys
from pathlib import Path

from drawings import BY_CATEGORY
from drawings.palette import TINTS
from drawings.picture import Picture

HERE = Path(__file__).resolve().parent


def pictures() -> dict[str, str]:
    """Each product's SVG by its path relative to this folder."""
    drawn: dict[str, str] = {}
    for product in json.loads((HERE / "products.json").read_text(encoding="utf-8")):
        sku, category = product["sku"], product["category"]
        picture = Picture(sku.lower(), product["name"], TINTS[category])
        BY_CATEGORY[category][sku](picture)
        drawn[product["image"]] = picture.svg()
    return drawn


def main() -> None:
    """Write every picture and say how many, with the size of the largest."""
    drawn = pictures()
    (HERE / "images").mkdir(exist_ok=True)
    for path, svg in drawn.items():
        (HERE / path).write_text(svg, encoding="utf-8")
    largest = max(len(svg.encode()) for svg in drawn.values())
    sys.stdout.write(f"{len(drawn)} pictures drawn, the largest {largest} bytes\n")


if __name__ == "__main__":
    main()

"""The shop's product pictures: one module a category, each a table from SKU to drawing."""

from drawings import bags, care, drinkware, kitchen, lighting, outdoors, stationery, textiles
from drawings.picture import Drawing

BY_CATEGORY: dict[str, dict[str, Drawing]] = {
    "drinkware": drinkware.DRAWINGS,
    "kitchen": kitchen.DRAWINGS,
    "stationery": stationery.DRAWINGS,
    "lighting": lighting.DRAWINGS,
    "textiles": textiles.DRAWINGS,
    "bags": bags.DRAWINGS,
    "outdoors": outdoors.DRAWINGS,
    "care": care.DRAWINGS,
}

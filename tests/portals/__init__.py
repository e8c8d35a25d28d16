"""The platform as its users meet it: the shop's API and the back office's, and nothing behind them."""

from tests.portals.answers import accepted, refused
from tests.portals.portals import SHIP_TO, Portals

__all__ = ["SHIP_TO", "Portals", "accepted", "refused"]

"""The night: what the terminal shows while nobody plays."""

from scenes.attract.screen import Attract
from scenes.attract.town import BEAT_S

__all__ = ["BEAT_S", "Attract"]

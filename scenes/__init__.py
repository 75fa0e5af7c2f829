"""What happens: the screens of the exhibition, and the kinds of steps inside them."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.ui.scene import Kind, Screen
from kiosk.ui.theme import Theme


def screens(kinds: Mapping[str, Kind], theme: Theme) -> dict[str, Screen]:
    """All screens by name. The director opens 'attract' first."""
    from scenes.attract import Attract
    from scenes.menu import Menu
    from scenes.panels.screen import Panels
    from scenes.play.screen import Play
    from scenes.survey.screen import Survey

    found: tuple[Screen, ...] = (Attract(), Menu(), Play(kinds, theme), Panels(), Survey())
    return {screen.name: screen for screen in found}

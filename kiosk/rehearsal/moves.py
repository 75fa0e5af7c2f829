"""Single moves of a visitor who looks: a control by its name, and the number it leads to."""

from __future__ import annotations

from kiosk.core.frame import Element
from kiosk.rehearsal.body import Body
from kiosk.ui.scene import AIM


class Moves:
    """A body that knows controls by name. pause: seconds of looking after each move."""

    def __init__(self, body: Body, pause: float) -> None:
        self.body = body
        self._pause = pause

    def aim(self) -> float:
        """The number one wants to be large, as it is written now."""
        return self.number(AIM)

    def number(self, id: str) -> float:
        """The number of an element, 0 if it has none."""
        element = self.body.see().find(id)
        value = element.value if element is not None else None
        return float(value) if isinstance(value, (int, float)) else 0.0

    def share(self, id: str) -> float:
        """Where the knob of a slider stands, 0..1."""
        element = self.body.see().find(id)
        return element.slide.share(self.number(id)) if element is not None and element.slide else 0.0

    def unit(self, id: str) -> float:
        """One step of a slider as a share of its track."""
        element = self.body.see().find(id)
        slide = element.slide if element is not None else None
        return slide.step / (slide.high - slide.low) if slide is not None else 0.0

    def slide(self, id: str, share: float) -> None:
        """Touch a slider at a share of its track."""
        element = self.free(id)
        if element is not None:
            self.body.slide(element, share)
            self.body.wait(self._pause)

    def press(self, id: str) -> None:
        """Use a control, if it reacts."""
        element = self.free(id)
        if element is not None:
            self.body.press(element)
            self.body.wait(self._pause)

    def free(self, id: str) -> Element | None:
        """The control of this name, if it reacts now."""
        return next((e for e in self.body.see().targets if e.id == id), None)

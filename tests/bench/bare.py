"""The yardstick: a bare pygame window with six cards. Every touch and movement repaints all of it."""

from __future__ import annotations

import pygame

GROUND, CARD, SUNK = (244, 240, 230), (255, 255, 255), (220, 214, 200)
CHOSEN, INK = (255, 203, 61), (18, 22, 46)
CARDS = tuple(pygame.Rect(56 + 614 * (i % 3), 200 + 320 * (i // 3), 580, 280) for i in range(6))
TRACK = pygame.Rect(56, 880, 1808, 100)


class Bare:
    """What is pressed, what is chosen, where the handle stands; `paint` shows it."""

    def __init__(self) -> None:
        self._screen = pygame.display.set_mode((0, 0), pygame.FULLSCREEN)
        self._font = pygame.font.Font(None, 64)
        self._held = False
        self._chosen = -1
        self._at = (-1, -1)
        pygame.mouse.set_visible(False)

    def take(self, event: pygame.event.Event) -> bool:
        """Whether the picture is another one after this event."""
        if event.type == pygame.MOUSEBUTTONDOWN:
            self._held, self._at = True, event.pos
        elif event.type == pygame.MOUSEBUTTONUP:
            self._held = False
            self._chosen = next((i for i, card in enumerate(CARDS) if card.collidepoint(event.pos)), -1)
        elif event.type == pygame.MOUSEMOTION and self._held:
            self._at = event.pos
        else:
            return event.type == pygame.WINDOWEXPOSED
        return True

    def paint(self) -> None:
        screen, font = self._screen, self._font
        screen.fill(GROUND)
        screen.blit(font.render("A bare window", True, INK), (56, 90))
        for i, card in enumerate(CARDS):
            pressed = self._held and card.collidepoint(self._at)
            face = SUNK if pressed else CHOSEN if i == self._chosen else CARD
            pygame.draw.rect(screen, face, card, border_radius=24)
            screen.blit(font.render(f"Answer {i + 1}", True, INK), (card.x + 40, card.centery - 20))
        pygame.draw.rect(screen, CARD, TRACK, border_radius=24)
        if TRACK.collidepoint(self._at):
            pygame.draw.rect(screen, INK, (self._at[0] - 50, TRACK.y, 100, TRACK.h), border_radius=24)
        pygame.display.flip()


def main() -> None:
    pygame.display.init()
    pygame.font.init()
    bare = Bare()
    bare.paint()
    while (event := pygame.event.wait()).type != pygame.QUIT:
        if bare.take(event):
            bare.paint()


if __name__ == "__main__":
    main()

"""What SDL must know before it starts. An operator's own environment wins."""

from __future__ import annotations

from collections.abc import Mapping

HINTS: Mapping[str, str] = {
    # One touch is one action: neither fingers as mice nor mice as fingers.
    "SDL_TOUCH_MOUSE_EVENTS": "0",
    "SDL_MOUSE_TOUCH_EVENTS": "0",
    "SDL_VIDEO_MINIMIZE_ON_FOCUS_LOSS": "0",
    "SDL_ALLOW_ALT_TAB_WHILE_GRABBED": "0",
    "SDL_VIDEO_ALLOW_SCREENSAVER": "0",
    "SDL_WINDOWS_NO_CLOSE_ON_ALT_F4": "1",
    # Some Wayland compositors for kiosks wait for ever for a decorated window.
    "SDL_VIDEO_WAYLAND_ALLOW_LIBDECOR": "0",
    "PYGAME_HIDE_SUPPORT_PROMPT": "1",
}

# Only on X11: a plain shared-memory window shows a changed rectangle 50 times faster than a
# texture does without a graphics card. On Wayland there is no such window and SDL refuses.
X11_HINTS: Mapping[str, str] = {"SDL_FRAMEBUFFER_ACCELERATION": "0"}

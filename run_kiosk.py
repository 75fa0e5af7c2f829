"""The door: opens the exhibition, or does what a command says. See `python run_kiosk.py --help`."""

from __future__ import annotations

import sys

from kiosk.cli import main

if __name__ == "__main__":
    sys.exit(main())

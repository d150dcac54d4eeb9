"""``python -m flake8_fastapi`` is the command ``fapi``."""

from __future__ import annotations

import sys

from flake8_fastapi.cli import main

if __name__ == "__main__":
    sys.exit(main())

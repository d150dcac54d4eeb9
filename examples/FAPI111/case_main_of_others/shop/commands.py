"""Starts programs; each of them has a `main` of its own."""

import asyncio
from typing import Any

import shop.main as shop_main

from shop.importer import main as import_main

try:
    from training.train import main as train_main
except ImportError:
    train_main = None


def import_rows() -> None:
    """Run the program."""
    asyncio.run(import_main())


def train() -> int:
    """Run one of another package."""
    return int(train_main()) if train_main is not None else 0


def title() -> Any:
    """Take something from a file called like it."""
    return shop_main.app.title

"""Flask is no dependency of these examples."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask  # type: ignore[import-not-found]


def serve(app: "Flask") -> None:
    app.run()

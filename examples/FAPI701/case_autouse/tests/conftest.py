"""An autouse fixture undoes whatever a test has overridden."""

from collections.abc import Iterator

import pytest
from main import app


@pytest.fixture(autouse=True)
def no_overrides() -> Iterator[None]:
    yield
    app.dependency_overrides.clear()

"""Keys that are what a dependency gave, and not the dependency."""

from fastapi import FastAPI

app = FastAPI()


def get_settings() -> dict[str, str]:
    """A plain function that makes its result anew."""
    return {"database": "real"}


def get_page_size() -> int:
    """One that gives a number."""
    return 20


def override() -> dict[str, str]:
    """The replacement."""
    return {"database": "mock"}


def test_settings() -> None:
    try:
        app.dependency_overrides[get_settings()] = override  # expect: FAPI702
        app.dependency_overrides[get_page_size()] = lambda: 5  # expect: FAPI702
        app.dependency_overrides[get_settings] = override
    finally:
        app.dependency_overrides.clear()

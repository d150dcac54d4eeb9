"""Tests may."""

from main import create_app, get_settings

app = create_app("test")
app.dependency_overrides[get_settings] = lambda: "test"

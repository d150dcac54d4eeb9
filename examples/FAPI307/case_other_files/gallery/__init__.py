"""A gallery."""

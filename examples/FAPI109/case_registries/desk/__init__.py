"""Jobs of a desk, found by name."""

"""Life beside Ruff: which findings its user reads there already."""

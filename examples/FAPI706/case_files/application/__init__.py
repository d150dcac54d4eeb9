"""The package under test."""

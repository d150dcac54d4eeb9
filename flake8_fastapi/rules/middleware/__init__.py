"""Rules on middleware."""

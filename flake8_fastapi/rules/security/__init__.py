"""Rules on security (guide: Security Patterns)."""

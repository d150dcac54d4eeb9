"""The same warehouse service: whatever uses the session is a plain function."""

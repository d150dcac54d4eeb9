"""Rules on work behind the response (guide: Background Task Decision Matrix)."""

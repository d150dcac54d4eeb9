"""Rules on uploaded files (guide: File Upload Patterns)."""

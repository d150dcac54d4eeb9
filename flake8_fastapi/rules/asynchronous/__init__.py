"""Rules on what runs on the event loop (guide: Async/Sync Boundary Management)."""

"""Rules on lifespans and event handlers."""

"""Rules on production: servers, workers, settings, what libraries have deprecated."""

"""Rules about what is made anew for each request."""

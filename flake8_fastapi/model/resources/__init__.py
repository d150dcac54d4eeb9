"""Resources as facts: what a function opens, and what becomes of it on each of its paths."""

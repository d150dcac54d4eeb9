"""Fixes: what a rule would change in the text, and how these changes are made."""

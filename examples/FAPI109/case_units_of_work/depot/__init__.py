"""Parts of a depot."""

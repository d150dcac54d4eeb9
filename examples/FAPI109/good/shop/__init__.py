"""The same shop: what blocks is called by plain functions, or passed to the threadpool."""

"""A shop whose coroutines look clean: what blocks is in the files that they call."""

"""A warehouse service in which coroutines use a synchronous SQLAlchemy session."""

"""A depot that tells its subscribers what happens."""

"""A shop with a program beside the server."""

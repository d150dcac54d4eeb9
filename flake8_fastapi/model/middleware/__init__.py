"""Middleware: which an app has, in which order, and what each may do with a request."""

"""Gunicorn's own ASGI worker."""

bind = "0.0.0.0:8000"
worker_class = "asgi"

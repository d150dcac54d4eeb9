"""The project has a WSGI application too."""

bind = "0.0.0.0:8000"
worker_class = "gthread"

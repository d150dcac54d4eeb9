"""How Gunicorn runs it."""

wsgi_app = "lending.main:app"
worker_class = "uvicorn_worker.UvicornWorker"
bind = "0.0.0.0:8000"

"""Guide: Production Deployment, amended: `uvicorn_worker` instead of `uvicorn.workers` (FACTS C)."""

bind = "0.0.0.0:8000"
workers = 4
worker_class = "uvicorn_worker.UvicornWorker"
timeout = 120
graceful_timeout = 30
keepalive = 5

"""Guide: Production Deployment, whose command names an ASGI worker; this one cannot serve FastAPI."""

bind = "0.0.0.0:8000"
workers = 4
worker_class = "gthread"  # expect: FAPI803
threads = 8
timeout = 120
graceful_timeout = 30
keepalive = 5

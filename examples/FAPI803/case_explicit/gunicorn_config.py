"""The default worker, named."""

SYNC = "sync"
worker_class = SYNC  # expect: FAPI803
bind = "0.0.0.0:8000"

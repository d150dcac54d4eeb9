"""Another file that registers handlers on the application."""

from shop.main import app, resources


@app.on_event("startup")  # expect: FAPI202
def start_queue() -> None:
    """Open a queue."""
    resources["queue"] = "queue"


app.router.add_event_handler("shutdown", resources.clear)  # expect: FAPI202

"""Responses that are sent piece by piece, out of what their generators yield."""

from __future__ import annotations

STREAMS = frozenset(
    {"starlette.responses.StreamingResponse", "sse_starlette.EventSourceResponse",
     "sse_starlette.sse.EventSourceResponse"}
)  # fmt: skip
"""Canonical names of the classes whose objects run a generator while the client listens."""

CONTENT = "content"
"""What the parameter with the generator is called; it is the first of all of them."""

"""Tasks that nothing holds: the event loop only has a weak reference, and they may vanish half done.

Beyond the guide; compare 5. Background Task Decision Matrix, "BackgroundTasks pattern".
"""

import asyncio

from fastapi import FastAPI

app = FastAPI()
outbox: list[str] = []


async def send_receipt(order: int) -> None:
    """Take a while to send something."""
    await asyncio.sleep(0)
    outbox.append(f"receipt {order}")


@app.post("/orders/{order}", status_code=202)
async def create_order(order: int) -> int:
    """Start a task and forget it."""
    asyncio.create_task(send_receipt(order))  # expect: FAPI115
    return order


@app.post("/refunds/{order}", status_code=202)
async def create_refund(order: int) -> int:
    """The older name of the same."""
    asyncio.ensure_future(send_receipt(-order))  # expect: FAPI115
    return order

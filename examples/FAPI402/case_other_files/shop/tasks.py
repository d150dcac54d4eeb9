"""What follows a response."""

receipts: list[int] = []


async def send_receipt(order: int) -> None:
    """Send one."""
    receipts.append(order)


def archive(order: int) -> None:
    """Keep one."""
    receipts.append(-order)

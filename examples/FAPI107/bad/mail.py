"""A background task that is a coroutine, and sends mail with a client that blocks."""

import smtplib
from email.message import EmailMessage


async def send_mail(address: str, text: str) -> None:
    """Run on the event loop after the response."""
    message = EmailMessage()
    message["To"], message["From"] = address, "videos@example.com"
    message.set_content(text)
    with smtplib.SMTP("localhost") as server:  # expect: FAPI107
        server.send_message(message)  # expect: FAPI107

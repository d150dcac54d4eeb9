"""A background task that is a plain function: Starlette runs it in a thread."""

import smtplib
from email.message import EmailMessage


def send_mail(address: str, text: str) -> None:
    """Run in a thread after the response."""
    message = EmailMessage()
    message["To"], message["From"] = address, "videos@example.com"
    message.set_content(text)
    with smtplib.SMTP("localhost") as server:
        server.send_message(message)

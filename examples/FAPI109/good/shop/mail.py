"""Sending mail: a plain function, and the background task that calls it."""

import smtplib
from email.message import EmailMessage

SENDER = "shop@example.com"


def deliver(message: EmailMessage) -> None:
    """Talk to the mail server."""
    with smtplib.SMTP("localhost") as server:
        server.send_message(message)


def write_receipt(address: str, order_id: int) -> EmailMessage:
    """Put the text together."""
    message = EmailMessage()
    message["From"], message["To"] = SENDER, address
    message["Subject"] = f"Your order {order_id}"
    message.set_content("Thank you.")
    return message


def send_receipt(address: str, order_id: int) -> None:
    """Run in the threadpool after the response, since it is a plain function."""
    message = write_receipt(address, order_id)
    deliver(message)

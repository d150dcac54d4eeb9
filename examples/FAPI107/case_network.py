"""The standard library's clients and sockets: mail, files, names, and raw connections.

Asynchronous streams and objects that connect later are silent.
"""

import asyncio
import ftplib
import imaplib
import smtplib
import socket
from email.message import EmailMessage
from smtplib import SMTP_SSL as SecureMail

from fastapi import FastAPI, WebSocket

app = FastAPI()


class Mailer:
    """Connects when it has something to send."""

    def __init__(self, host: str) -> None:
        self.host = host

    def send(self, message: EmailMessage) -> None:
        """Connect and send."""
        with smtplib.SMTP(self.host) as server:
            server.starttls()
            server.send_message(message)

    def compose(self, text: str) -> EmailMessage:
        """Write a message."""
        message = EmailMessage()
        message["To"] = "somebody@example.com"
        message.set_content(text)
        return message


mailer = Mailer("mail.example.com")


@app.post("/mails")
async def mail() -> None:
    """By the library."""
    server = SecureMail("mail.example.com")  # expect: FAPI107
    server.login("user", "unset")  # expect: FAPI107
    server.sendmail("a@example.com", ["b@example.com"], "text")  # expect: FAPI107
    server.quit()  # expect: FAPI107


@app.post("/mailer")
async def with_mailer() -> None:
    """By an object of the project."""
    message = mailer.compose("text")
    mailer.send(message)  # expect: FAPI109


@app.get("/inbox")
async def inbox() -> str:
    """Fetch mail."""
    box = imaplib.IMAP4_SSL("mail.example.com")  # expect: FAPI107
    status, _ = box.select("INBOX")  # expect: FAPI107
    return status


@app.get("/ftp")
async def ftp() -> list[str]:
    """Fetch a list of files."""
    server = ftplib.FTP("files.example.com")  # expect: FAPI107
    server.login()  # expect: FAPI107
    return server.nlst()  # expect: FAPI107


@app.get("/sockets")
async def sockets() -> str:
    """Names, connections, and what comes over them."""
    address = socket.gethostbyname("example.com")  # expect: FAPI107
    link = socket.create_connection((address, 80), timeout=5)  # expect: FAPI107
    link.sendall(b"HEAD / HTTP/1.0\r\n\r\n")  # expect: FAPI107
    try:
        return link.recv(1024).decode()  # expect: FAPI107
    finally:
        link.close()


@app.websocket("/probe")
async def probe(websocket: WebSocket) -> None:
    """A websocket that waits for another service."""
    await websocket.accept()
    socket.getaddrinfo("example.com", 443)  # expect: FAPI107
    await websocket.close()


@app.get("/silent")
async def silent() -> str:
    """What is awaited, or connects to nothing."""
    reader, writer = await asyncio.open_connection("example.com", 80)
    writer.write(b"HEAD / HTTP/1.0\r\n\r\n")
    await writer.drain()
    line = await reader.readline()
    unconnected = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    unconnected.close()
    addresses = await asyncio.get_running_loop().getaddrinfo("example.com", 80)
    await asyncio.to_thread(mailer.send, mailer.compose("text"))
    return f"{line!r} {len(addresses)}"

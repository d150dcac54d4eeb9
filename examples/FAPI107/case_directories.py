"""LDAP: a connection that binds at once asks the server when it is made."""

from __future__ import annotations

import ldap3
from fastapi import FastAPI
from ldap3 import Connection, Server

app = FastAPI()
server = Server("ldap.example.com")


@app.post("/login")
async def log_in(user: str, password: str) -> bool:
    """Binds when it is made."""
    connection = Connection(server, user, password, auto_bind=True)  # expect: FAPI107
    return bool(connection.bound)


@app.post("/login/later")
async def log_in_later(user: str, password: str) -> bool:
    """Made first, bound later."""
    connection = Connection(server, user, password)
    other = Connection(server, user, password, auto_bind=ldap3.AUTO_BIND_NONE)
    if not other.bound:
        return False
    return bool(connection.bind())  # expect: FAPI107

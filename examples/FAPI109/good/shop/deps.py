"""Dependencies: an untyped session, a plain one that blocks, a service that a factory makes."""

from typing import Annotated

from fastapi import Depends, Header, HTTPException

from . import crud
from .db import SessionLocal
from .models import Customer
from .services import OrderService, build_service


def get_db():
    """Give a request its session and close it afterwards."""
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


def current_customer(x_key: Annotated[str, Header()], db=Depends(get_db)) -> Customer:
    """Run in the threadpool."""
    customer = crud.get_customer(db, x_key)
    if customer is None:
        raise HTTPException(401, "unknown key", headers={"WWW-Authenticate": "ApiKey"})
    return customer


async def get_service(db=Depends(get_db)) -> OrderService:
    """Only put objects together."""
    return build_service(db)


CustomerDep = Annotated[Customer, Depends(current_customer)]
ServiceDep = Annotated[OrderService, Depends(get_service)]

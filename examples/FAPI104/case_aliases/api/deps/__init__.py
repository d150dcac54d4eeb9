"""Hand on the names of the dependencies."""

from .session import *
from .session import Database as Db, StoreDep as Store

__all__ = ["AdminDb", "Db", "ReadDb", "Store", "open_db"]

"""Classes named Config that pydantic never sees, and those of pydantic's old interface."""

from dataclasses import dataclass

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict
from pydantic.version import VERSION

app = FastAPI()


class Service:
    class Config:
        retries = 3


@dataclass
class Options:
    name: str = ""

    class Config:
        frozen = True


class Config(BaseModel):
    """A model of that name."""

    name: str = ""


class Item(BaseModel):
    class Configuration:
        title = "no special name"

    model_config = ConfigDict(title="item")


class Both(BaseModel):
    """Made for both versions."""

    if VERSION.startswith("1."):

        class Config:
            orm_mode = True

    else:
        model_config = ConfigDict(from_attributes=True)


if VERSION.startswith("2."):

    class Extra(BaseModel):
        """The new way."""

        model_config = ConfigDict(extra="allow")

else:

    class Extra(BaseModel):
        """The old one, where nothing else is known."""

        class Config:
            extra = "allow"

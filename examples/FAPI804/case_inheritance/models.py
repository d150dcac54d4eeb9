"""Whether a class is a model is decided by its lineage, in whatever file that is."""

import base
from base import Model, Page, ProjectSettings
from fastapi import FastAPI
from pydantic import ConfigDict
from sqlmodel import SQLModel

app = FastAPI()


class Item(Model):
    class Config:  # expect: FAPI804
        title = "item"


class Items(Page[Item]):
    class Config:  # expect: FAPI804
        frozen = True


class Service(ProjectSettings):
    class Config:  # expect: FAPI804
        env_prefix = "SERVICE_"


class Qualified(base.Model):
    class Config(Item.Config):  # expect: FAPI804
        pass


class Hero(SQLModel):
    class Config:  # expect: FAPI804
        title = "hero"


class Outer:
    class Inner(Model):
        class Config:  # expect: FAPI804
            title = "inner"


def make(title_of_model: str) -> type[Model]:
    class Local(Model):
        class Config:  # expect: FAPI804
            title = title_of_model

    return Local


def both() -> type[Model]:
    class Both(Model):
        model_config = ConfigDict(title="both")

        class Config:  # expect: FAPI804
            title = "both"

    return Both

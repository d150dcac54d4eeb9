"""The project also runs on pydantic 1, where the class is the only way. Settings need pydantic 2."""

from fastapi import FastAPI
from pydantic import BaseModel
from pydantic_settings import BaseSettings

app = FastAPI()


class Item(BaseModel):
    class Config:
        title = "item"


class Settings(BaseSettings):
    class Config:  # expect: FAPI804
        env_prefix = "SHOP_"

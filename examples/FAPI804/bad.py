"""Settings and a response model with the configuration of pydantic 1.

Guide: Production Deployment, "Environment-based configuration".
"""

from fastapi import FastAPI
from pydantic import BaseModel
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    database_url: str = "sqlite://"
    debug: bool = False

    class Config:  # expect: FAPI804
        env_file = ".env"
        extra = "ignore"


class Row:
    """What a database gives."""

    def __init__(self, name: str) -> None:
        self.name = name


class Item(BaseModel):
    name: str

    class Config:  # expect: FAPI804
        orm_mode = True


settings = Settings()
app = FastAPI(debug=settings.debug)


@app.get("/items/{name}")
def read_item(name: str) -> dict[str, str]:
    return Item.model_validate(Row(name)).model_dump()

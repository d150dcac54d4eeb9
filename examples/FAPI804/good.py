"""Settings and a response model with `model_config`.

Guide: Production Deployment, "Environment-based configuration", amended: `SettingsConfigDict`, and
`extra="ignore"` so that other lines of the file do no harm (FACTS C).
"""

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    database_url: str = "sqlite://"
    debug: bool = False

    model_config = SettingsConfigDict(env_file=".env", extra="ignore")


class Row:
    """What a database gives."""

    def __init__(self, name: str) -> None:
        self.name = name


class Item(BaseModel):
    name: str

    model_config = ConfigDict(from_attributes=True)


settings = Settings()
app = FastAPI(debug=settings.debug)


@app.get("/items/{name}")
def read_item(name: str) -> dict[str, str]:
    return Item.model_validate(Row(name)).model_dump()

"""Settings classes whose base is still looked for where pydantic 1 had it."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

SETTINGS = """
    from fastapi import Depends, FastAPI
    from pydantic import BaseSettings{moved}

    app = FastAPI()

    class Settings(BaseSettings):
        database_url: str = "sqlite://"

        class Config:{old}
            env_file = ".env"

    def get_settings():
        return Settings(){anew}

    @app.get("/database")
    def read_database(settings: Settings = Depends(get_settings)):
        return settings.database_url
"""


@pytest.mark.parametrize("is_pydantic_1", [False, True])
def test_settings_of_pydantic(files: ProjectFiles, is_pydantic_1: bool) -> None:
    """All of it is reported, but under pydantic 1 only that they are read for each request."""
    files.codes = ("FAPI804", "FAPI805", "FAPI807")
    codes = {"moved": "FAPI805", "old": "FAPI804", "anew": "FAPI807"}
    marks = {
        name: f"  # expect: {code}" if code == "FAPI807" or not is_pydantic_1 else ""
        for name, code in codes.items()
    }
    files.write({"requirements.txt": "pydantic==1.10.2\n" if is_pydantic_1 else "pydantic>=2\n"})
    files.verify({"settings.py": SETTINGS.format(**marks)})

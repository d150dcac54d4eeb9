"""Routers that libraries give under names of their own, with methods of classes as their routes."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

VIEWS = """
    from fastapi import Depends, FastAPI
    from {package}.cbv import cbv
    from {package}.inferring_router import InferringRouter
    from sqlalchemy import text
    from sqlalchemy.orm import Session

    app = FastAPI()
    router = InferringRouter()

    def get_db():
        with Session() as session:
            yield session

    @cbv(router)
    class Items:
        db: Session = Depends(get_db)

        @router.get("/items/{{name}}")
        def read(self, name: str):
            statement = f"select * from items where name = '{{name}}'"
            return self.db.execute(text(statement)).first()  # expect: FAPI501

        @router.get("/items/first")  # expect: FAPI902
        def read_first(self):
            return {{}}, 404  # expect: FAPI906

    app.include_router(router)
"""


@pytest.mark.parametrize("package", ["fastapi_utils", "fastapi_restful"])
def test_inferring_routers_are_routers(files: ProjectFiles, package: str) -> None:
    """`InferringRouter` is another name of `APIRouter`."""
    files.codes = ("FAPI501", "FAPI902", "FAPI906")
    files.verify({"views.py": VIEWS.format(package=package)})

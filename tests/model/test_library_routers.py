"""Routers of other libraries that are FastAPI's under another name."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

VIEWS = """
    import httpx
    from {library}.cbv import cbv
    from {library}.inferring_router import InferringRouter

    router = InferringRouter()

    @cbv(router)
    class Views:
        @router.get("/rates")
        async def rates(self):
            async with httpx.AsyncClient() as client:  # expect: FAPI010
                return (await client.get("https://example.com")).json()
"""


@pytest.mark.parametrize("library", ["fastapi_utils", "fastapi_restful"])
def test_methods_of_class_based_views_serve_requests(files: ProjectFiles, library: str) -> None:
    files.codes = ("FAPI010",)
    files.verify(
        {
            "views.py": VIEWS.format(library=library),
            "main.py": "from fastapi import FastAPI\nfrom views import router\n\n"
            "app = FastAPI()\napp.include_router(router)\n",
        }
    )

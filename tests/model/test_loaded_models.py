"""Models that are loaded from a file, and what they give."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

HEAD = """
import torch
from langchain_pymupdf4llm import PyMuPDF4LLMLoader
from ultralytics import YOLO

whole = torch.load("model.pt")
checkpoint = torch.load("checkpoint.pt")
yolo = YOLO("yolo.pt")

"""


@pytest.mark.parametrize(
    "body",
    [
        "whole(1)  # expect: FAPI108",
        "whole.eval()",
        "checkpoint['state']",
        "for each in checkpoint.values():\n    print(each)",
        "yolo('a.png')[0].plot()  # expect: FAPI108",
        "results = yolo('a.png')  # expect: FAPI108\nresults[0].plot()  # expect: FAPI108",
        "results = yolo.predict('a.png')  # expect: FAPI108\nresults[0].boxes",
        "PyMuPDF4LLMLoader('a.pdf').load()  # expect: FAPI108",
        "await PyMuPDF4LLMLoader('a.pdf').aload()",
    ],
)
def test_a_model_blocks_where_it_is_called(files: ProjectFiles, body: str) -> None:
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    files.verify({"models.py": f"{HEAD}async def handler():\n{lines}"})

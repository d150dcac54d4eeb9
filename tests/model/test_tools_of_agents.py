"""Functions that have become tools of an agent: what runs such an object runs the function."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

HEAD = """
import requests
from langchain_core.tools import StructuredTool, Tool, tool
from llama_index.core.tools import FunctionTool


@tool
def search(query: str) -> str:
    return requests.get(query).text


@tool("add numbers")
def add(left: int, right: int) -> int:
    return left + right


@tool
async def look(query: str) -> str:
    return query


def weather(city: str) -> str:
    return requests.get(city).text


structured = StructuredTool.from_function(func=weather, name="weather")
plain = Tool(name="weather", func=weather, description="")
indexed = FunctionTool.from_defaults(fn=weather)


"""


@pytest.mark.parametrize(
    "body",
    [
        "search.invoke({'query': 'a'})  # expect: FAPI109",
        "search.run('a')  # expect: FAPI109",
        "search.func('a')  # expect: FAPI109",
        "search('a')  # expect: FAPI109",
        "structured.invoke('a')  # expect: FAPI109",
        "plain.run('a')  # expect: FAPI109",
        "indexed.call(city='a')  # expect: FAPI109",
        "await search.ainvoke({'query': 'a'})",
        "await look.ainvoke({'query': 'a'})",
        "add.invoke({'left': 1, 'right': 2})",
        "print(search.name, structured.args)",
    ],
)
def test_a_tool_runs_its_function(files: ProjectFiles, body: str) -> None:
    files.verify({"tools.py": f"{HEAD}async def handler():\n    {body}\n"})

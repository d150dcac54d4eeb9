"""Chains of langchain, which `|` makes of prompts, models, parsers and dictionaries."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

HEAD = """
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate, PromptTemplate
from langchain_openai import ChatOpenAI
import instructor

llm = ChatOpenAI()
prompt = PromptTemplate(template="{question}", input_variables=["question"])
chain = prompt | llm


def get_llm() -> object:
    return ChatOpenAI()


structured = prompt | get_llm().with_structured_output(dict)

"""


@pytest.mark.parametrize(
    "body",
    [
        "chain.invoke({})  # expect: FAPI107",
        "structured.invoke({})  # expect: FAPI107",
        "(prompt | llm | StrOutputParser()).invoke({})  # expect: FAPI107",
        "({'question': str} | prompt | llm).batch([])  # expect: FAPI107",
        "for each in chain.stream({}):  # expect: FAPI107\n    print(each)",
        "await chain.ainvoke({})",
        "made = {1} | {2}\nmade.pop()",
        "other = prompt | llm\nother.get_graph()",
        "instructor.from_genai(1).create()  # expect: FAPI107",
        "instructor.from_genai(1, use_async=False).chat.completions.create()  # expect: FAPI107",
        "await instructor.from_genai(1, use_async=True).create()",
        "instructor.from_genai(1, use_async=llm).create()",
    ],
)
def test_a_chain_blocks_where_it_is_invoked(files: ProjectFiles, body: str) -> None:
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    files.verify({"chains.py": f"{HEAD}async def handler():\n{lines}"})

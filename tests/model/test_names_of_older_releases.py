"""What a library called its classes before: projects that pin an older release still do."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

HEAD = """
from langchain import hub
from langchain.agents import AgentExecutor, create_agent
from langchain.chains import RetrievalQA
from langchain.chains.question_answering import load_qa_chain
from langchain.chat_models import ChatOpenAI
from langchain.document_loaders import PyPDFLoader
from langchain.embeddings import OpenAIEmbeddings
from langchain.vectorstores import FAISS
from llama_index import SimpleDirectoryReader, VectorStoreIndex
from mistralai import Mistral
from langchain_community.vectorstores import Pinecone, Weaviate
from llama_parse import LlamaParse
from serpapi import GoogleSearch
from youtube_transcript_api import YouTubeTranscriptApi
from langchain.agents import create_sql_agent
from langchain.chains import ConversationChain
from langchain.embeddings.huggingface import HuggingFaceInstructEmbeddings
from langchain.llms import CTransformers
from langchain.sql_database import SQLDatabase
import arxiv
import pinecone
import langchain
import moviepy.editor as editor

"""


@pytest.mark.parametrize(
    "body",
    [
        "ChatOpenAI().predict('x')  # expect: FAPI107",
        "ChatOpenAI()(['x'])  # expect: FAPI107",
        "langchain.vectorstores.FAISS.from_texts([], OpenAIEmbeddings())  # expect: FAPI107",
        "store = FAISS.load_local('x', OpenAIEmbeddings())  # expect: FAPI107\n"
        "store.as_retriever().get_relevant_documents('x')  # expect: FAPI107",
        "RetrievalQA.from_chain_type(llm=ChatOpenAI()).run('x')  # expect: FAPI107",
        "load_qa_chain(ChatOpenAI()).run(question='x')  # expect: FAPI107",
        "PyPDFLoader('x').load()  # expect: FAPI105",
        "AgentExecutor(agent=1, tools=[]).invoke({})  # expect: FAPI107",
        "create_agent('x').invoke({})  # expect: FAPI107",
        "hub.pull('x')  # expect: FAPI107",
        "index = VectorStoreIndex.from_documents([])  # expect: FAPI107\n"
        "index.as_query_engine().query('x')  # expect: FAPI107",
        "SimpleDirectoryReader('x').load_data()  # expect: FAPI105",
        "Mistral().chat.complete()  # expect: FAPI107",
        "editor.VideoFileClip('x')  # expect: FAPI108",
        "store = Pinecone.from_existing_index('x', OpenAIEmbeddings())  # expect: FAPI107\n"
        "store.similarity_search('x')  # expect: FAPI107",
        "Weaviate.from_documents([], OpenAIEmbeddings())  # expect: FAPI107",
        "LlamaParse().load_data('x')  # expect: FAPI107",
        "GoogleSearch({}).get_dict()  # expect: FAPI107",
        "YouTubeTranscriptApi.get_transcript('x')  # expect: FAPI102",
        "YouTubeTranscriptApi.list_transcripts('x').find_transcript(['en']).fetch()  # expect: FAPI102",
        "list(arxiv.Search('x').results())  # expect: FAPI102",
        "ConversationChain(llm=ChatOpenAI()).predict(input='x')  # expect: FAPI107",
        "create_sql_agent(ChatOpenAI()).run('x')  # expect: FAPI107",
        "HuggingFaceInstructEmbeddings()  # expect: FAPI108",
        "CTransformers(model='x')('x')  # expect: FAPI107",
        "SQLDatabase.from_uri('x').run('x')  # expect: FAPI103",
        "pinecone.create_index('x', dimension=3)  # expect: FAPI107",
        "await ChatOpenAI().ainvoke('x')",
    ],
)
def test_older_names_mean_what_newer_ones_mean(files: ProjectFiles, body: str) -> None:
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    files.verify({"models.py": f"{HEAD}async def handler():\n{lines}"})

"""Expressions that end the host on both sides, and lists.

Guide: Security Patterns, CORS Configuration ("Specific origins").
"""

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

everything = FastAPI()
everything.add_middleware(CORSMiddleware, allow_origin_regex=".*")

before = FastAPI()
before.add_middleware(
    CORSMiddleware,
    allow_origin_regex=r"https://([a-z0-9-]+\.)?good\.com",
    allow_credentials=True,
)

after = FastAPI()
after.add_middleware(
    CORSMiddleware,
    allow_origin_regex=r"https://good\.com(:\d+)?",
    allow_credentials=True,
)

null = FastAPI()
null.add_middleware(CORSMiddleware, allow_origins=["https://good.com"], allow_credentials=True)

string = FastAPI()
string.add_middleware(CORSMiddleware, allow_origins=["https://yourdomain.com"], allow_credentials=True)

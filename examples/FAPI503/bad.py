"""Origins that match more than they seem to, with credentials.

Guide: Security Patterns, CORS Configuration ("Specific origins").
"""

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

everything = FastAPI()
everything.add_middleware(
    CORSMiddleware,
    allow_origin_regex=".*",  # expect: FAPI503
    allow_credentials=True,
)

before = FastAPI()
before.add_middleware(
    CORSMiddleware,
    allow_origin_regex=r"https://.*good\.com",  # expect: FAPI503
    allow_credentials=True,
)

after = FastAPI()
after.add_middleware(
    CORSMiddleware,
    allow_origin_regex=r"https://good\.com.*",  # expect: FAPI503
    allow_credentials=True,
)

null = FastAPI()
null.add_middleware(
    CORSMiddleware,
    allow_origins=["https://good.com", "null"],  # expect: FAPI503
    allow_credentials=True,
)

string = FastAPI()
string.add_middleware(
    CORSMiddleware,
    allow_origins="https://yourdomain.com",  # expect: FAPI503
    allow_credentials=True,
)

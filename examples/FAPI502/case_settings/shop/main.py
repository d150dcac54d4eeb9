"""Applications that take their origins from the settings."""

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from shop.settings import get_settings, settings

first = FastAPI()
first.add_middleware(
    CORSMiddleware,
    allow_origins=settings.cors_origins,  # expect: FAPI502
    allow_credentials=settings.cors_credentials,
)

second = FastAPI()
second.add_middleware(
    CORSMiddleware,
    allow_origins=get_settings().cors_list,  # expect: FAPI502
    allow_credentials=True,
)

third = FastAPI()
third.add_middleware(
    CORSMiddleware,
    allow_origins=settings.cors.origins,  # expect: FAPI502
    allow_credentials=True,
)

listed = FastAPI()
listed.add_middleware(CORSMiddleware, allow_origins=settings.listed_origins, allow_credentials=True)

without = FastAPI()
without.add_middleware(
    CORSMiddleware, allow_origins=settings.cors_origins, allow_credentials=settings.other_credentials
)

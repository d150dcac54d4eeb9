"""Two apps that get theirs in different orders."""

from fastapi import FastAPI

from shop.security import add_authentication, add_cors, add_cors_last

app = FastAPI()
add_cors(app)
add_authentication(app)

right = FastAPI()
add_authentication(right)
add_cors_last(right)

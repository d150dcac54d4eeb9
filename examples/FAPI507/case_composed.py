"""Addresses that are put together from what the source says."""

import os
from urllib.parse import quote_plus

from fastapi import FastAPI
from sqlalchemy import create_engine

app = FastAPI()
USER = "shop"
PASSWORD = "Winter2026"
HOST = "db.example.org"
OPTIONS = {"user": "shop", "password": "Winter2026", "host": HOST}
PORT = 5432


def engines() -> None:
    by_sum = create_engine("postgresql://" + USER + ":" + PASSWORD + "@" + HOST + "/shop")  # expect: FAPI507
    by_percent = create_engine(
        "mysql+pymysql://%s:%s@%s:%d/shop" % (USER, PASSWORD, HOST, PORT)  # expect: FAPI507
    )
    by_one = create_engine("postgresql://shop:%s@db/a%%20b" % quote_plus(PASSWORD))  # expect: FAPI507
    by_names = create_engine("postgresql://%(user)s:%(password)s@%(host)s/shop" % OPTIONS)  # expect: FAPI507
    by_format = create_engine("postgresql://{}:{}@{}/shop".format(USER, PASSWORD, HOST))  # expect: FAPI507
    by_place = create_engine("postgresql://{1}:{0}@{2}/shop".format(PASSWORD, USER, HOST))  # expect: FAPI507
    by_options = create_engine(
        "postgresql://{user}:{password}@{host}/shop".format(**OPTIONS)  # expect: FAPI507
    )
    by_fallback = create_engine(
        f"postgresql://{os.getenv('DB_USER', 'shop')}:{os.getenv('DB_PASSWORD', 'Winter2026')}@{HOST}/shop"  # expect: FAPI507
    )
    by_two = create_engine(
        f"postgresql://{USER}:{PASSWORD}" + f"@{os.environ['DB_HOST']}/shop"  # expect: FAPI507
    )
    with_other_part = create_engine(
        "postgresql://shop:Winter2026@db/{}".format(os.environ["DB"])  # expect: FAPI507
    )

    from_outside = create_engine("postgresql://%s:%s@%s/shop" % (USER, os.environ["DB_PASSWORD"], HOST))
    too_few = create_engine("postgresql://%s:%s@%s/shop" % (USER,))
    from_name = create_engine("postgresql://{user}:{secret}@{host}/shop".format(**OPTIONS))
    broken = create_engine("postgresql://{:{}@{}/shop".format(USER))
    empty = create_engine(f"postgresql://{USER}:{os.getenv('DB_PASSWORD', '')}@{HOST}/shop")
    print("postgresql://" + USER + ":" + PASSWORD + "@" + HOST + "/shop")


TORTOISE = {
    "connections": {
        "default": {
            "engine": "tortoise.backends.asyncpg",
            "credentials": {"host": HOST, "user": USER, "password": "Winter2026"},  # expect: FAPI507
        },
        "other": {
            "engine": "tortoise.backends.asyncpg",
            "credentials": {"host": HOST, "user": USER, "password": os.getenv("DB_PASSWORD")},
        },
        "memory": {"engine": "tortoise.backends.sqlite", "credentials": {"file_path": ":memory:"}},
    }
}
OF_SOMETHING_ELSE = {"engine": "search", "credentials": {"password": "Winter2026"}}

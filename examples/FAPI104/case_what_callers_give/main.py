import store
from database import get_db
from fastapi import Depends, FastAPI
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from store import Products, Report

app = FastAPI()
AsyncSessionLocal = async_sessionmaker(
    create_async_engine("sqlite+aiosqlite:///shop.db"), expire_on_commit=False
)


async def get_async_db():
    async with AsyncSessionLocal() as db:
        yield db


def get_products(db=Depends(get_db)):
    return Products(db)


@app.get("/products")
async def read_products(db=Depends(get_db)):
    return {"first": await store.first(db), "size": await store.size(db)}


@app.get("/products/all")
async def read_all(products=Depends(get_products)):
    return await products.all()


@app.get("/report")
async def read_report(products=Depends(get_products)):
    return await Report(products).lines()


@app.get("/either")
async def read_either(
    db=Depends(get_db),
    asynchronous: AsyncSession = Depends(get_async_db),
):
    # One caller gives a sync session, one an async one: here it is known which.
    await store.either(db)  # expect: FAPI109
    return await store.either(asynchronous)


@app.get("/data")
async def read_data():
    return await store.only_data({"name": "x"}, 1)

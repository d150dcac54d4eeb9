"""Apps made in factories and classes, hosts, handlers as arguments, apps of Starlette's."""

from collections.abc import AsyncIterator

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.applications import Starlette

log: list[str] = []


async def start_up(app: Starlette) -> AsyncIterator[None]:
    """A lifespan without decorator."""
    log.append("up")
    yield
    log.append("down")


async def other(app: Starlette) -> AsyncIterator[None]:
    """That of the outer app."""
    yield


def create_sub() -> FastAPI:
    """A factory."""
    return FastAPI(lifespan=start_up)


app = FastAPI(lifespan=other)
app.mount("/made", create_sub())  # expect: FAPI209
app.mount(path="/named", app=FastAPI(lifespan=start_up), name="named")  # expect: FAPI209
app.mount("/plain", Starlette(lifespan=start_up))  # expect: FAPI209
app.host("api.example.org", FastAPI(lifespan=start_up))  # expect: FAPI209
app.mount("/handlers", FastAPI(on_startup=[log.clear]))  # expect: FAPI201, FAPI209

app.mount("/without", FastAPI())
app.mount("/none", FastAPI(lifespan=None))
app.mount("/files", StaticFiles(directory="static", check_dir=False))


class Server:
    """Keeps two apps."""

    def __init__(self) -> None:
        self.app = FastAPI()
        self.sub = FastAPI(lifespan=start_up)
        self.app.mount("/sub", self.sub)  # expect: FAPI209


server = Server()

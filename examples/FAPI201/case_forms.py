"""Every other way to register a handler that still works, on apps and routers that no lifespan overrides."""

import fastapi
from fastapi import APIRouter, FastAPI

log: list[str] = []


async def start() -> None:
    """Start."""
    log.append("start")


def stop() -> None:
    """Stop."""
    log.append("stop")


arguments = FastAPI(
    title="arguments",
    on_startup=[start],  # expect: FAPI201
    on_shutdown=[stop, stop],  # expect: FAPI201
)
called = fastapi.FastAPI()
called.on_event("startup")(start)  # expect: FAPI201
called.router.add_event_handler("shutdown", stop)  # expect: FAPI201
called.router.on_event(event_type="startup")(start)  # expect: FAPI201

lonely = APIRouter(on_startup=(start,))  # expect: FAPI201


class Service(FastAPI):
    """An app class of the project."""

    def __init__(self) -> None:
        super().__init__(on_startup=[start])  # expect: FAPI201


service = Service()


@service.on_event("shutdown")  # expect: FAPI201
def stop_service() -> None:
    """Stop the service."""
    log.append("stop service")


class Server:
    """A server that keeps its app."""

    def __init__(self) -> None:
        self.app = FastAPI()
        self.configure(self.app)

    def configure(self, app: FastAPI) -> None:
        """Register a method."""

        @app.on_event("startup")  # expect: FAPI201
        def start_server() -> None:
            log.append("server")

        @self.app.on_event("shutdown")  # expect: FAPI201
        def stop_server() -> None:
            log.append("stop server")


server = Server()


def create_app(title: str) -> FastAPI:
    """A factory."""
    app = FastAPI(title=title)

    @app.on_event("startup")  # expect: FAPI201
    async def start_app() -> None:
        log.append(title)

    return app


late = create_app("late")
late_router = APIRouter()
late.include_router(late_router)


@late_router.on_event("startup")  # expect: FAPI201
def start_late() -> None:
    """Registered after the router was included: it runs once."""
    log.append("late router")

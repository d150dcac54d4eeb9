"""Handlers of a class that is defined in the factory of the application, one object for each folder."""

from fastapi import FastAPI

from clinic.accounts import Kit, Letters


def make_application(folders: list[str]) -> FastAPI:
    """Make an application with routes for each folder."""
    application = FastAPI()
    application.include_router(Kit().router)

    class Handlers:
        """The handlers of one folder."""

        def __init__(self, letters, name):  # type: ignore[no-untyped-def]
            self.letters = letters
            self.name = name

        async def read(self) -> list[str]:
            """Read the letters of the folder."""
            return self.letters.all()  # expect: FAPI109

        async def called(self) -> str:
            """Tell the name."""
            return self.name.title()

    for folder in folders:
        letters = Letters(folder)
        handlers = Handlers(letters, folder)
        application.get(f"/{folder}")(handlers.read)
        application.get(f"/{folder}/name")(handlers.called)
    return application


app = make_application(["in", "out"])

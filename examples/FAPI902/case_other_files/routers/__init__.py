"""The application's routers."""

from routers.files import router as files_router
from routers.users import router as users_router

__all__ = ["files_router", "users_router"]

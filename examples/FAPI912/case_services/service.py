"""A service whose methods call each other."""

from typing import Any

from fastapi import HTTPException


class Items:
    """Something for sale."""

    def __init__(self) -> None:
        """Begin with one."""
        self.names = {1: "spoon"}

    def find(self, key: int) -> str:
        """The name of one, if there is one."""
        if key not in self.names:
            raise HTTPException(404, "no such item")
        return self.names[key]

    def rename(self, key: int, name: str) -> str:
        """Answer 500 where there is none."""
        try:
            old = self.find(key)
            self.names[key] = name
        except Exception as error:  # expect: FAPI912
            raise HTTPException(status_code=500, detail="could not rename") from error
        return old

    def remove(self, key: int) -> str:
        """Let the 404 through."""
        try:
            self.find(key)
            return self.names.pop(key)
        except HTTPException:
            raise
        except Exception as error:
            raise HTTPException(status_code=500, detail="could not remove") from error

    def shown(self, key: int) -> str:
        """Have something else to show."""
        try:
            return self.find(key)
        except Exception:
            return "nothing"

    def counted(self) -> dict[str, Any]:
        """Call nothing that raises an ``HTTPException``."""
        try:
            return {"count": len(self.names)}
        except Exception as error:
            raise HTTPException(status_code=500, detail="could not count") from error

"""A dispatch table of many handlers, of which some block."""

import time
from typing import Any

from fastapi import FastAPI, HTTPException

app = FastAPI()


def wait(name: str) -> str:
    """Wait for the machine."""
    time.sleep(1)
    return name


def do_open(name: str) -> str:
    """Handle a command."""
    return f"open {name}"


def do_close(name: str) -> str:
    """Handle a command."""
    return f"close {name}"


def do_lock(name: str) -> str:
    """Handle a command."""
    return f"lock {name}"


def do_unlock(name: str) -> str:
    """Handle a command."""
    return f"unlock {name}"


def do_pause(name: str) -> str:
    """Handle a command."""
    return f"pause {name}"


def do_resume(name: str) -> str:
    """Handle a command."""
    return f"resume {name}"


def do_start(name: str) -> str:
    """Handle a command."""
    return f"start {name}"


def do_stop(name: str) -> str:
    """Handle a command."""
    return f"stop {name}"


def do_raise(name: str) -> str:
    """Handle a command."""
    return f"raise {name}"


def do_lower(name: str) -> str:
    """Handle a command."""
    return f"lower {name}"


def do_turn(name: str) -> str:
    """Handle a command."""
    return f"turn {name}"


def do_hold(name: str) -> str:
    """Handle a command."""
    return f"hold {name}"


def do_push(name: str) -> str:
    """Handle a command."""
    return f"push {name}"


def do_pull(name: str) -> str:
    """Handle a command."""
    return f"pull {name}"


def do_lift(name: str) -> str:
    """Handle a command."""
    return f"lift {name}"


def do_drop(name: str) -> str:
    """Handle a command."""
    return f"drop {name}"


def do_scan(name: str) -> str:
    """Handle a command that takes a while."""
    return wait(name)


def do_print(name: str) -> str:
    """Handle a command."""
    return f"print {name}"


HANDLERS: dict[str, Any] = {
    "open": do_open,
    "close": do_close,
    "lock": do_lock,
    "unlock": do_unlock,
    "pause": do_pause,
    "resume": do_resume,
    "start": do_start,
    "stop": do_stop,
    "raise": do_raise,
    "lower": do_lower,
    "turn": do_turn,
    "hold": do_hold,
    "push": do_push,
    "pull": do_pull,
    "lift": do_lift,
    "drop": do_drop,
    "scan": do_scan,
    "print": do_print,
}


@app.post("/commands/{command}")
async def run(command: str, name: str) -> str:
    """Run a command."""
    handler = HANDLERS.get(command)
    if handler is None:
        raise HTTPException(404)
    return str(handler(name))  # expect: FAPI109

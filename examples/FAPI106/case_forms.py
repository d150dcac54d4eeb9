"""Processes under other names, kept on `self`, in a `with`, and behind a helper.

Asking a process whether it has ended, and what is awaited, is silent.
"""

import asyncio
import os
import shlex
import subprocess as sp
import sys
from os import popen, system as shell
from subprocess import PIPE, Popen, TimeoutExpired, call, run

from fastapi import FastAPI

app = FastAPI()
ECHO = [sys.executable, "-c", "print('done')"]


def git(*arguments: str) -> str:
    """Run git."""
    return run(["git", *arguments], stdout=PIPE, text=True, check=True).stdout


class Worker:
    """Keeps a process."""

    def __init__(self, command: list[str]) -> None:
        self.command = command
        self.process: Popen[bytes] | None = None

    def start(self) -> None:
        """Start it."""
        self.process = sp.Popen(self.command, stdout=PIPE)

    async def output(self) -> bytes:
        """Wait for what it prints."""
        if self.process is None:
            return b""
        output, _ = self.process.communicate(timeout=5)  # expect: FAPI106
        return output

    async def running(self) -> bool:
        """Ask, and do not wait."""
        return self.process is not None and self.process.poll() is None

    async def stop(self) -> None:
        """Send a signal, and wait for the end."""
        if self.process is not None:
            self.process.terminate()
            try:
                self.process.wait(timeout=1)  # expect: FAPI106
            except TimeoutExpired:
                self.process.kill()


worker = Worker(ECHO)


@app.get("/functions")
async def functions() -> list[int]:
    """Functions under other names."""
    return [
        call(ECHO),  # expect: FAPI106
        run(ECHO, check=False).returncode,  # expect: FAPI106
        sp.check_call(ECHO),  # expect: FAPI106
        len(sp.getoutput("true")),  # expect: FAPI106
        shell("true"),  # expect: FAPI106
    ]


@app.get("/popen")
async def with_popen() -> bytes:
    """A process in a `with`."""
    with Popen(ECHO, stdout=PIPE) as process:  # expect: FAPI106
        output, _ = process.communicate()  # expect: FAPI106
    return output


@app.get("/os-popen")
async def with_os_popen() -> str:
    """The oldest way."""
    stream = popen("true")  # expect: FAPI106
    return type(stream).__name__


@app.get("/helper")
async def helper() -> str:
    """Behind a helper."""
    return git("rev-parse", "HEAD")  # expect: FAPI109


@app.get("/worker")
async def with_worker() -> bytes:
    """Behind an object: its coroutines are reported where they block."""
    worker.start()  # expect: FAPI109
    running = await worker.running()
    output = await worker.output()
    await worker.stop()
    return output if running else b""


@app.get("/silent")
async def silent() -> list[str]:
    """What is awaited, handed over, or only text."""
    process = await asyncio.create_subprocess_exec(*ECHO, stdout=PIPE)
    output, _ = await process.communicate()
    await process.wait()
    shell_process = await asyncio.create_subprocess_shell("true")
    await asyncio.wait_for(shell_process.wait(), timeout=5)
    in_thread = await asyncio.to_thread(run, ECHO, check=False)
    return [output.decode(), str(in_thread.returncode), shlex.join(ECHO)]


@app.get("/plain")
def plain() -> str:
    """A plain handler."""
    return git("status")


@app.get("/ended")
async def ended(pid: int) -> list[int]:
    """Ask whether a process has ended, and wait until it has."""
    asked = os.waitpid(pid, os.WNOHANG)
    waited = os.waitpid(pid, 0)  # expect: FAPI106
    return [asked[0], waited[0]]

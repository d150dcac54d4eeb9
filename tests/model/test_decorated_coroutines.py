"""What calling a coroutine function does where a library's decorator stands above it."""

from __future__ import annotations

from project_files import ProjectFiles


def test_calling_what_a_terminal_runs_in_a_worker_starts_it(files: ProjectFiles) -> None:
    files.verify(
        {
            "screen.py": """
                from textual import work
                from textual.app import App


                async def write(text: str) -> None: ...


                class Screen(App[None]):
                    def on_mount(self) -> None:
                        self.load()
                        self.watch()
                        self.forget()  # expect: FAPI114

                    @work(exclusive=True)
                    async def load(self) -> None:
                        await write("loaded")

                    @work
                    async def watch(self) -> None:
                        await write("watched")

                    async def forget(self) -> None:
                        await write("forgotten")
                """
        }
    )

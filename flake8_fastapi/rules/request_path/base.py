"""The base of the rules about what is made anew for each request."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.request_path.uses import MadePerRequest

SERVING = (
    ".get(", ".post(", ".put(", ".patch(", ".delete(", "api_route(", "websocket(", "Depends(", "dispatch",
    ".middleware(",
)  # fmt: skip
"""One of these stands in files with functions that serve requests. A function that another file makes a
dependency shows nothing, so each rule adds the words of what it looks for."""


class MadePerRequestRule(Rule, abstract=True):
    """Reports one kind of thing that path operations, dependencies and middleware make anew.

    Messages may use ``{name}``, the call as written in the code, and ``{chain_text}``, which is empty or
    says through which calls it happens, or which function that serves requests leads to it.
    """

    kind: ClassVar[str]

    def visit_MadePerRequest(self, made: MadePerRequest) -> None:
        """Report what is made of the rule's kind."""
        effect = made.effect
        if made.kind == self.kind:
            steps = " -> ".join(str(step) for step in effect.chain)
            leading = made.serves.name if made.serves is not made.function else ""
            self.report(
                made,
                chain=effect.chain,
                name=_written(effect.name),
                function=made.function.name,
                chain_text=f" through {steps}" if steps else f", reached from {leading}()" if leading else "",
            )


def _written(name: str) -> str:
    """How a call is named in messages."""
    if name.endswith(".__getitem__"):
        return f"{name.removesuffix('.__getitem__')}[...]"
    parts = name.removeprefix("builtins.").split(".")
    return (
        f"{'.'.join(parts[-2:])}()"
        if parts[0] == "os" or (parts[-2:-1] and parts[-2][:1].isupper())
        else f"{parts[-1]}()"
    )

"""What a user can set, checked and in the form that engine, model and rules use."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from flake8_fastapi.rule import is_code
from flake8_fastapi.versions import Release, parse_release

if TYPE_CHECKING:
    from collections.abc import Iterable


class InvalidSettingError(ValueError):
    """A value that a user wrote and that means nothing; its text is one clear line."""


class Settings(NamedTuple):
    """One project's settings. Equal settings give equal findings, so caches may be keyed by them.

    ``ignore`` holds codes or prefixes of codes. ``target_version`` is the FastAPI release that
    the code runs on, None for the newest. ``blocking_calls`` and ``offloaders`` are dotted names:
    callables that block, and callables that run what they are given off the event loop.
    ``defer_to_ruff`` leaves out what the user's Ruff reports on the same line.
    """

    ignore: tuple[str, ...] = ()
    target_version: Release | None = None
    blocking_calls: tuple[str, ...] = ()
    offloaders: tuple[str, ...] = ()
    defer_to_ruff: bool = False

    @classmethod
    def from_text(
        cls,
        *,
        ignore: Iterable[str] = (),
        target_version: str = "",
        blocking_calls: Iterable[str] = (),
        offloaders: Iterable[str] = (),
        defer_to_ruff: bool = False,
    ) -> Settings:
        """Settings from what a user wrote; ``InvalidSettingError`` names the option and the value."""
        return cls(
            ignore=_codes("fapi-ignore", ignore),
            target_version=_release("fapi-target-version", target_version),
            blocking_calls=_dotted_names("fapi-blocking-calls", blocking_calls),
            offloaders=_dotted_names("fapi-offloaders", offloaders),
            defer_to_ruff=defer_to_ruff,
        )


def _codes(option: str, values: Iterable[str]) -> tuple[str, ...]:
    codes = sorted(set(values))
    for code in codes:
        if not is_code(code, shortest=0):
            raise InvalidSettingError(
                f"{option}: {code!r} is neither a code such as FAPI101 nor its beginning, such as FAPI1"
            )
    return tuple(codes)


def _release(option: str, value: str) -> Release | None:
    if not value:
        return None
    try:
        return parse_release(value)
    except ValueError:
        complaint = f"{option}: {value!r} is no FastAPI version such as 0.115 or 0.115.3"
        raise InvalidSettingError(complaint) from None


def _dotted_names(option: str, values: Iterable[str]) -> tuple[str, ...]:
    names = sorted(set(values))
    for name in names:
        parts = name.split(".")
        if len(parts) < 2 or not all(part.isidentifier() for part in parts):
            raise InvalidSettingError(f"{option}: {name!r} is no dotted name such as package.module.function")
    return tuple(names)

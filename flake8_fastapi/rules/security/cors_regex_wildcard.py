"""FAPI503: origins that match more than they seem to, with credentials."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flake8_fastapi.model.configuration.values import Members
from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.configuration.cors import CorsPolicy

CLASS_OR_COUNT = re.compile(r"\[(?:\\.|[^\]\\])*\]|\{\d*,?\d*\}|\\[dwsDWSb]|\(\?[:=!P<][^)]*?>?")
HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
LONGEST_EXPRESSION = 2000
SCHEMES = ("https://", "http://")


class CorsRegexWildcard(Rule):
    """``CORSMiddleware`` allows credentials for origins that match more than they seem to.

    Why: ``allow_origin_regex`` is matched against the whole origin. ``.*`` matches every website,
    ``https://.*good\\.com`` also ``https://evilgood.com``, ``https://good\\.com.*`` also
    ``https://good.com.evil.example``. ``"null"`` is the origin of every sandboxed frame and local
    file. A bare string for ``allow_origins`` is searched for the origin as a part of it, so that
    ``https://your`` passes where ``"https://yourdomain.com"`` stands.

    Cure: end the host before and after the domain: ``https://([a-z0-9-]+\\.)?example\\.com``; give
    ``allow_origins`` a list.

    Exempt: expressions with a dot in front of the domain and nothing after it; the same without
    credentials.

    Cannot see: expressions that are put together at run time.

    Source: the guide's "CORS Configuration" asks for specific origins. Each expression is tried on
    origins that an attacker could register, with the match that Starlette uses.
    """

    code = "FAPI503"
    name = "cors-regex-wildcard"
    message = "{option} {flaw} and allow_credentials is true: {cure}"
    guide = "CORS Configuration"
    gate = ("CORSMiddleware",)

    def visit_CorsPolicy(self, policy: CorsPolicy) -> None:
        """Report loose expressions, ``"null"`` and bare strings, with credentials."""
        if not policy.allows_credentials:
            return
        for each in policy.option("allow_origin_regex").texts():
            if each.origin == "parameter" or (origin := _strange_origin(each.text or "")) is None:
                continue
            self.report(
                policy.place_of("allow_origin_regex"),
                option="allow_origin_regex",
                flaw=f"matches {origin}",
                cure="end the host before and after the domain",
            )
            break
        self._check_origins(policy)

    def _check_origins(self, policy: CorsPolicy) -> None:
        for each in policy.option("allow_origins").options:
            if isinstance(each.content, Members):
                flaw = 'holds "null", the origin of every sandboxed frame,'
                cure = "leave it out"
                is_flawed = any(member.text == "null" for member in each.content.values.options)
            else:
                flaw = "is a string and not a list, so that every part of it is allowed,"
                cure = "write a list"
                is_flawed = isinstance(each.content, str) and each.content not in ("", "*")
            if is_flawed:
                place = policy.place_of("allow_origins")
                self.report(place, option="allow_origins", flaw=flaw, cure=cure)
                return


def _strange_origin(expression: str) -> str | None:
    """An origin that anybody could have and that the expression matches; None where none is found."""
    if len(expression) > LONGEST_EXPRESSION:
        return None
    try:
        pattern = re.compile(expression)
    except (re.error, RecursionError, OverflowError):
        return None
    if pattern.fullmatch("https://evil.example") and pattern.fullmatch("https://other-site.test"):
        return "every origin"
    literal = CLASS_OR_COUNT.sub(" ", expression).replace("\\.", ".").replace("\\-", "-")
    for host in dict.fromkeys(HOST.findall(literal)):
        for scheme in SCHEMES:
            for candidate in _strangers(host):
                if pattern.fullmatch(scheme + candidate):
                    return scheme + candidate
    return None


def _strangers(host: str) -> list[str]:
    """Hosts that look like one and belong to somebody else."""
    found = [f"{host}.evil.example"]
    if host.rpartition(".")[2].isdigit():
        return found  # a host that ends in a number is an IPv4 address or nothing, to browsers
    if "." in host:
        found.append(f"evil{host}")
    name, _, rest = host.partition(".")
    if "." in rest:
        found.append(f"{name}x{rest}")
    return found

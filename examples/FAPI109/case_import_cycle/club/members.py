"""Members, which know their teams."""

import requests

from club import teams


def member(number: int) -> dict:
    """Fetch a member."""
    return requests.get(f"https://club.example.com/members/{number}", timeout=5).json()


def team_of(number: int) -> dict:
    """Fetch the team of a member, in the other module."""
    return teams.team(member(number)["team"])

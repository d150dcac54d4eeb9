"""A handler that another file registers by a call."""

import os


def read_zone() -> str:
    return os.environ["ZONE"]  # expect: FAPI806

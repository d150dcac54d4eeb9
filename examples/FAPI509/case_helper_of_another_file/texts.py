"""What is said of an exception."""


def described(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def shortened(error: Exception) -> str:
    return type(error).__name__

"""A script."""

from services import fill

if __name__ == "__main__":
    fill()

"""A script."""

from stores import Report

if __name__ == "__main__":
    print(Report().total())

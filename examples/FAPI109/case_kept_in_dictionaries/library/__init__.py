"""An application that keeps what it works with in dictionaries and lists."""

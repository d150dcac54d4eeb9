"""An application in several files."""

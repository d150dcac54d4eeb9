"""What the linted code means: names, types, calls, framework nodes."""

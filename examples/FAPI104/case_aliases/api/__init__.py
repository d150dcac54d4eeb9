"""An interface whose dependencies have names of their own, defined far away."""

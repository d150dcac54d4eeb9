"""The parts of the interface."""

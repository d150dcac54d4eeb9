"""What values expressions may have: constants, settings, fallbacks of the environment."""

"""What tests are made of: fixtures, the configuration of pytest, overrides and clients."""

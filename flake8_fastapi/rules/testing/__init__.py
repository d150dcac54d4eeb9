"""Rules on tests: overrides of dependencies, clients, async tests."""

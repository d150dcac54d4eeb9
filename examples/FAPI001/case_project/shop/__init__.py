"""The engine, the dependency, its alias and the path operation stand in four files."""

"""Who depends on what: the declared dependencies of a file, and the users of a function in the project."""

"""A library that lends books: an application of several files, for tests that plant mistakes in it."""

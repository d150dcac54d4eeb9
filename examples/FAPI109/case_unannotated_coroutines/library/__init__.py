"""A library whose coroutine helpers carry no annotations."""

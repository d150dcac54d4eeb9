"""Applications, routers, what includes what, and routes: of one file, and of the whole project."""

"""Which values of a function a client controls, and what they reach; across functions and files."""

"""Uploaded files: how they are read, copied, limited and trusted."""

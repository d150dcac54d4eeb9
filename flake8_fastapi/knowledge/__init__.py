"""What libraries do, as data (``libraries/*.toml``) with one reader (``reader``)."""

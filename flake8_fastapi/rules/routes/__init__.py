"""FAPI9xx: routes, parameters and responses, beyond the guide."""

"""A bank in layers: routes, services, repositories, a generic base class."""

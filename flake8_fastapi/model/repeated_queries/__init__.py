"""Queries that are sent again for each row of an earlier one."""

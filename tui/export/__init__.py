"""A comparison, its answers and the terms as files for other programs: one module a format."""

"""OneGov Deal Explorer: the GSA OneGov AI agreements, what they cost, and where that comes from."""

__version__ = "0.1.0"

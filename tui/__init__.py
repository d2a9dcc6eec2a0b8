"""OneGov Deal Explorer: the GSA OneGov AI agreements, what they cost, and where that comes from."""

PROGRAM = "OneGov Deal Explorer"
__version__ = "0.1.0"

"""A person's ordered steps, in several houses: a code, not a name."""

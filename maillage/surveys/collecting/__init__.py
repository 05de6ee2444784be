"""At the doors: a phone that keeps what it is told and sends it once."""

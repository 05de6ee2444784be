"""A resident books: no account, no e-mail, no telephone; a code and a ticket."""

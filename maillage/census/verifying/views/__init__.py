"""The holder by their link, members in their workspace, the coordinator's campaigns."""

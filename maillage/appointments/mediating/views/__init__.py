"""Pages of who receives."""

"""Pages of a campaign."""

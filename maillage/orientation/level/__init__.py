"""The level check: what a person already does alone, what stands in the way, where to go first. Not an exam."""

"""A sheet written at a desk in a minute, printed, followed; and what members see of it. Receiving is `holding`."""

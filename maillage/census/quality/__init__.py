"""Is the base up to date, legible, qualified? Per place, per zone; what is missing; whom to call."""

"""For who receives: my day, my hours, my workshops, my month."""

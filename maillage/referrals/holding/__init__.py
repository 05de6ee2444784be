"""The sheet in somebody's hand: the person who bears the paper, the place that answers."""

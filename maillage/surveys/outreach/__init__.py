"""Going towards people elsewhere than at their door: where, when, how many (J08)."""

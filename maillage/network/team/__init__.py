"""The people of a structure: who is here, who is invited, who holds a code on paper."""

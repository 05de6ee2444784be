"""The city's week: what happens in every structure, in one list; what a place's page and a result say of it."""

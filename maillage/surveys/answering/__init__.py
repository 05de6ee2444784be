"""A questionnaire answered online: no account, no script, in the reader's language, once."""

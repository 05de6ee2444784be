"""Backup and restore: one portable file, the same on SQLite and PostgreSQL."""

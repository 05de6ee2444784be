"""A file brought in from a page: received, read and shown in the background, applied on demand."""

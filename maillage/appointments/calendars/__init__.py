"""The agenda in other people's calendars, and their calendars in ours."""

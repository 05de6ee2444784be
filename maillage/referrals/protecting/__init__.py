"""What keeps residents' sheets safe: reminders and their end, durations, export and erasure of one person, who opened
what, the second factor, the papers a data protection officer asks for."""

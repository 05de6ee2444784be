"""What people are told of their appointments and seats, by e-mail and short message: once, in time, and only if true.

A change leaves a note (listening); a minute later the job looks at what stands now and at what was told last, and posts
the difference (settling). What was undone meanwhile makes no difference. Before it leaves, a message is looked at again
(standing). Reminders leave two days before (reminding).
"""

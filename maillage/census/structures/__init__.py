"""Who does what: a structure tells what it does and how, whom to call, and sees what others do around it."""

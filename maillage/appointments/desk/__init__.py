"""What the welcome desk says in one tap."""

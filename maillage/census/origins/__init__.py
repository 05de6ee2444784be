"""Where facts come from: sources side by side, one taken away, an import undone, what changed between files."""

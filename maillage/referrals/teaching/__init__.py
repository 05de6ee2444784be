"""What refusals and outcomes teach: trust in a column, needs nobody meets, who helps with what."""

"""What people say of a place: a change they propose, something wrong they report, whether they found what they need."""

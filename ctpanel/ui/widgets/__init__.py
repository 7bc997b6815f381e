"""Small widgets of our own; each takes its texts and numbers from outside and knows nothing of the session."""

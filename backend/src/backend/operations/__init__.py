"""Commands that are carried out later, and how far they are."""

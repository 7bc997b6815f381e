"""The dialogs: each asks one thing, blocks nothing, and sends nothing that its button did not say."""

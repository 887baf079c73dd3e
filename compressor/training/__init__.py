"""Train engines of extraction on data of one's own."""

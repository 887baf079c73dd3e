"""Score every sentence by what it is about, in time linear in the text."""

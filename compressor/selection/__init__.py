"""Choose what goes into the context, and account for what does not."""

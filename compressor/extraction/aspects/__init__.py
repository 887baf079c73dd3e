"""Find opinions on aspects: aspect term, opinion term, category and polarity, by rules or by a trained model."""

"""Every sentence that is said, by a key, and its words in each language: a folder for each, and nothing but words in it."""

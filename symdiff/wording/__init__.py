"""Every sentence that is said to a student, one catalogue for each language."""

"""What somebody wrote as an answer, as forms."""

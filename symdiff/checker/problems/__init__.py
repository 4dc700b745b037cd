"""What was asked: the problem, its derivative, and every mistake that can be made on the way."""

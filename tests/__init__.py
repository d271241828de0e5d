"""What must stay true of the book and of its tools; the folders mirror ``tools/``."""

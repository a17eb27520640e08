"""What people do with the program, from beginning to end, by real mouse and key events."""

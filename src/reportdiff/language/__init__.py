"""What is known of each language: data in one folder a language, and the readers of that data."""

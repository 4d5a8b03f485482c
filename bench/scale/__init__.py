"""What a corpus of hundreds of editions costs, from files to the published database."""

"""Models of the principles: one module for each page of Part I."""

"""The store in one file: written while others write, restored into an empty store of any cluster."""

"""What is wrong with the boundaries and what hangs on them: one module a family of findings, all of one snapshot."""

"""The command line: one family of commands a file. Nothing is imported until its command runs.

A command module has `configure(parser)`, which adds its arguments, and `run(arguments)`, which
gives the exit code.
"""

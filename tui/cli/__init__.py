"""The command line: one family of commands a file. Nothing is imported until its command runs.

A command `name` is one function, `name_command`, with its options and its help around it.
"""

"""What is fast, measured: `python -m benchmarks` prints it and writes docs/benchmarks.md.

No test runs any of this, and nothing of it goes into the package: figures depend on the machine.
"""

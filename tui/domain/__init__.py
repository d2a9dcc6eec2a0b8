"""What things cost. Pure: no files, no screen, no clock, no floats."""

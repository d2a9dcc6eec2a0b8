"""What keeps the program quick, said without a clock: modules loaded, lines made and painted."""

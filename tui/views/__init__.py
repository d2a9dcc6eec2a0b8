"""The one place where figures become text: values and a width in, lines out. No screen."""

"""`python -m tui` and the command `deals`. It knows nothing but where the command line begins."""

import gc
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line (default: the program's own arguments) and give its exit code."""
    if argv is None:
        # What a start makes stays: looking for garbage in it costs a tenth of the time.
        gc.disable()
    try:
        from tui.cli.entry import run

        return run(sys.argv[1:] if argv is None else argv)
    except KeyboardInterrupt:
        return 130
    finally:
        if argv is None:
            # Nor is it looked through once more at the end, which takes another tenth.
            gc.freeze()


if __name__ == "__main__":
    sys.exit(main())

"""How hard the tests look: `TRUST_EXAMPLES=1000` tries more examples, all files, all keys."""

import os
from typing import Final

EXAMPLES: Final = int(os.environ.get("TRUST_EXAMPLES", "15"))
"""Examples of each property; what `make test` has the time for, two minutes on two cores."""
THOROUGH: Final = EXAMPLES > 100

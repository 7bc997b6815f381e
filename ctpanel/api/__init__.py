"""CrossTrade over the wire: the only part of the program that talks to the service."""

import sys
from importlib.util import find_spec

# The HTTP library looks for two packages that this program has no use for; this way it knows at once that they are not
# there. One is its own command line, with all that that needs.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]  # None: "not there"
# The other it tries to import several times for every request; where it is not installed, each try looks through every
# folder of the path again.
if "sniffio" not in sys.modules and find_spec("sniffio") is None:
    sys.modules["sniffio"] = None  # type: ignore[assignment]

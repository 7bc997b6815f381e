"""``python -m ctpanel``."""

import sys

from ctpanel.cli import main

if __name__ == "__main__":
    sys.exit(main())

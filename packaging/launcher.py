"""The program's first lines in a bundle."""

import sys

from ctpanel.cli import main

sys.exit(main())

"""What every test gets: an offscreen Qt, and the right event loop for its folder."""

import os

# Qt reads this once, when the application object is made; tests never need a real screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

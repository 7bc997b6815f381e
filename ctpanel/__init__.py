"""A desktop panel to see and close futures positions through CrossTrade."""

__version__ = "0.1.0"

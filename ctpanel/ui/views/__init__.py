"""The panes of the main window and the window itself."""

"""Look of the program as data (colors, type, spacing) and the one place that puts it onto a QApplication."""

"""Painters of table cells; each starts from the style's own background, so selection and focus stay what they are."""

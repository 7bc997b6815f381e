"""Tests of ctpanel, one folder for each ring: pure, wire, session, user interface, end to end."""

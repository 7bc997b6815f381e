"""Benchmarks: each prints JSON lines and compares with a baseline in the same run. They are not tests."""

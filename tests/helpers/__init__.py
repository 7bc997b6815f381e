"""Guards that every test runs under, and small tools that tests share."""

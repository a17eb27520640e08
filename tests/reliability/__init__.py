"""The test programme of what the program promises never to lose and never to trust: one module a row of `programme.ROWS`."""

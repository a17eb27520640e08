"""How fast the program is, beside the bare floor of each task, measured in one run; see `python -m tests.bench --help`."""

# Two commands are enough: `make run` opens the editor, `make test` runs every check. Both do all the set-up first.
.DEFAULT_GOAL := help
.PHONY: help run test setup reliability bench pictures lock clean

help: ## say what each target does
	@sed -n 's/^\([a-z]*\): ## /  make \1|/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-16s %s\n", $$1, $$2 }'

run: ## set everything up and open the editor on a sample map
	@packaging/run.sh

test: ## set everything up and run every check
	@packaging/check.sh

setup: ## only set everything up for development (.venv)
	@packaging/setup.sh test

reliability: ## run the test programme and print its table; SCALE=20 runs it twenty times as long
	@packaging/setup.sh test
	@CJM_SCALE=$(or $(SCALE),1) QT_QPA_PLATFORM=offscreen .venv/bin/python -m pytest -q tests/reliability $(ARGS)

bench: ## measure the speed; prints a table
	@packaging/setup.sh test
	@.venv/bin/python -m tests.bench $(ARGS)

pictures: ## make the pictures in README.md again
	@packaging/setup.sh test
	@.venv/bin/python packaging/pictures.py $(ARGS)

lock: ## resolve the dependencies again and lock them by hash
	@packaging/setup.sh test
	@.venv/bin/python -m venv build/lock
	@build/lock/bin/python -m pip --disable-pip-version-check install --quiet 'pip-tools>=7.5,<8' 'packaging>=24'
	@build/lock/bin/python packaging/lock.py

clean: ## remove what was made (.venv too)
	@rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find src tests packaging -name __pycache__ -type d -prune -exec rm -rf {} +

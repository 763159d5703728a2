# Two commands do everything: `make run` and `make test`. Both install what is missing on a fresh Debian machine.
.PHONY: help run test build bench format lint libraries clean

SWIFT ?= swift
PORT ?= 8080
DATABASE ?= carnet.sqlite
BUILD := $(SWIFT) build

help:  ## What can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: libraries  ## Build, load demo data, serve, print addresses and logins (PORT, DATABASE)
	@echo "Building carnet: some five minutes on two cores the first time, seconds afterwards."
	@$(BUILD) -c release --product carnet
	@$$($(SWIFT) build -c release --show-bin-path)/carnet demo --serve --port $(PORT) --database $(DATABASE)

build: libraries  ## Build the program alone; prints where it is
	@$(BUILD) -c release --product carnet
	@echo "$$($(SWIFT) build -c release --show-bin-path)/carnet"

test: libraries lint  ## Everything that is checked: format, architecture, all tests
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --disable-xctest --parallel

bench: libraries  ## Figures as ratios to yardsticks from the same run
	@command -v wrk >/dev/null || Tests/Bench/install wrk
	@$(BUILD) -c release
	@$$($(SWIFT) build -c release --show-bin-path)/carnet-bench

format:  ## Write the one format
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests

lint:
	@$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests

libraries:
	@for library in sqlite3:libsqlite3-dev openssl:libssl-dev; do \
	    pkg-config --exists $${library%%:*} 2>/dev/null || missing="$$missing $${library##*:}"; \
	done; \
	command -v pkg-config >/dev/null || missing="pkg-config $$missing"; \
	if [ -n "$$missing" ]; then \
	    echo "Installing$$missing…"; \
	    sudo=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	    $$sudo apt-get update -q >/dev/null && $$sudo apt-get install -qy --no-install-recommends $$missing >/dev/null; \
	fi

clean:  ## Remove what was built, and nothing else
	rm -rf .build

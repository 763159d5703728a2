# Two commands do everything: `make run` and `make test`. Both install what is missing on a fresh Debian machine.
.PHONY: help run test build bench rosters simulate crashes crash fuzz format lint libraries servers clean

SWIFT ?= swift
PORT ?= 8080
DATABASE ?= carnet.sqlite
# PostgreSQL is switched on where its client library is there.
TRAITS := $(shell pkg-config --exists libpq 2>/dev/null && echo --traits PostgreSQL)
# Swift's libraries inside: a fifth less work a request, and a program that runs where Swift isn't installed.
RELEASE := $(SWIFT) build -c release --static-swift-stdlib
BUILD := $(RELEASE) $(TRAITS)
# With optimization and the compiler's coverage, which guides the fuzzer, in the rooms that it looks at; all else as for the
# tests.
FUZZED := CARNET_FUZZING=1 $(SWIFT) build $(TRAITS)

SIMULATION = CARNET_SIMULATIONS=$(or $(SEEDS),1000) CARNET_SIMULATION_ACTS=$(or $(ACTS),300) \
    CARNET_SIMULATION_SEED=$(or $(SEED),1)

CRASH = CARNET_KILLS=$(or $(KILLS),100) CARNET_CRASH_SEED=$(or $(SEED),1) \
    CARNET_TEST_PROGRAM=$$($(RELEASE) --traits PostgreSQL --show-bin-path)/carnet

help:  ## What can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: libraries  ## Build, load demo data, serve, print addresses and logins (PORT, DATABASE)
	@echo "Building carnet: five to fifteen minutes on two cores the first time, seconds afterwards."
	@$(BUILD) --product carnet
	@$$($(BUILD) --show-bin-path)/carnet demo --serve --port $(PORT) --database $(DATABASE)

build: libraries  ## Build the program alone; prints where it is
	@$(BUILD) --product carnet
	@echo "$$($(BUILD) --show-bin-path)/carnet"

# First the default build, which knows SQLite alone, then the same program with PostgreSQL; what has no store runs once.
test: libraries servers lint  ## Everything that is checked: format, architecture, all tests on both engines
	$(SWIFT) build --build-tests
	Tests/run sqlite
	$(SWIFT) build --build-tests --traits PostgreSQL
	Tests/run postgres --traits PostgreSQL --skip '^(Kernel|CSV|Secrets|Architecture|Fuzz)Tests'

bench: libraries servers  ## Figures as ratios to yardsticks from the same run
	@command -v wrk >/dev/null || Tests/install wrk
	@$(RELEASE) --traits PostgreSQL
	@$$($(RELEASE) --traits PostgreSQL --show-bin-path)/carnet-bench

rosters: servers  ## Try COUNT random rosters (10000) on both engines
	@$(SWIFT) build --build-tests --traits PostgreSQL
	CARNET_RANDOM_ROSTERS=$(or $(COUNT),10000) Tests/run sqlite --traits PostgreSQL --filter RosterPropertyTests
	CARNET_RANDOM_ROSTERS=$(or $(COUNT),10000) Tests/run postgres --traits PostgreSQL --filter RosterPropertyTests

simulate: servers  ## Play SEEDS random networks (1000) of ACTS acts (300), beginning with SEED (1), on both engines
	@$(SWIFT) build --build-tests --traits PostgreSQL
	$(SIMULATION) Tests/run sqlite --traits PostgreSQL --filter '^SimulatorTests'
	$(SIMULATION) Tests/run postgres --traits PostgreSQL --filter '^SimulatorTests'

crashes: servers  ## Kill COUNT imports (50) of ROWS rows (100000) with -9, and see that each completes
	@$(RELEASE) --traits PostgreSQL --product carnet
	@$(SWIFT) build --build-tests --traits PostgreSQL
	CARNET_TEST_PROGRAM=$$($(RELEASE) --traits PostgreSQL --show-bin-path)/carnet \
	CARNET_CRASHES=$(or $(COUNT),50) CARNET_CRASH_ROWS=$(or $(ROWS),100000) \
	    Tests/run sqlite --traits PostgreSQL --filter ImportCrashTests

crash: servers  ## Kill a server that records visits KILLS times (100) with -9, on both engines
	@$(RELEASE) --traits PostgreSQL --product carnet
	@$(SWIFT) build --build-tests --traits PostgreSQL
	$(CRASH) Tests/run sqlite --traits PostgreSQL --filter '^EndToEndTests.CrashTests'
	$(CRASH) Tests/run postgres --traits PostgreSQL --filter '^EndToEndTests.CrashTests'

fuzz: libraries  ## Feed the reader what nobody would write, for SECONDS (60), and say how much of it
	@$(FUZZED) --product carnet-fuzz
	@Tests/Fuzz/run "$$($(FUZZED) --show-bin-path)/carnet-fuzz" $(or $(SECONDS),60)

format:  ## Write the one format
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests

lint:
	@$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests

libraries:
	@for library in sqlite3:libsqlite3-dev openssl:libssl-dev; do \
	    pkg-config --exists $${library%%:*} 2>/dev/null || missing="$$missing $${library##*:}"; \
	done; \
	command -v pkg-config >/dev/null || missing="pkg-config $$missing"; \
	Tests/install $$missing

# What the tests run against: PostgreSQL's client library and its server; and what shows and breaks system calls.
servers:
	@pkg-config --exists libpq 2>/dev/null || missing="libpq-dev"; \
	ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$$missing postgresql"; \
	command -v strace >/dev/null || missing="$$missing strace"; \
	Tests/install $$missing

clean:  ## Remove what was built, and nothing else
	rm -rf .build

# SPDX-License-Identifier: Apache-2.0

# One file a product, which starts fast: with the runtimes of Swift and C++ in it, looked for nowhere, with no symbols for
# others to find, and with its relocations packed. The functions that a list runs lie side by side, so that few pages of
# the file are mapped (docs/decisions/functions-in-order.md); the linker takes the names that it finds.
static = .build/static
order = packaging/order
release = swift build -c release --static-swift-stdlib --disable-local-rpath -Xswiftc -L$(static) \
    -Xswiftc -Xclang-linker -Xswiftc -static-libgcc -Xswiftc -Xfrontend -Xswiftc -function-sections \
    -Xswiftc -use-ld=lld -Xlinker -z -Xlinker pack-relative-relocs -Xlinker --no-export-dynamic \
    -Xlinker --symbol-ordering-file=$(order) -Xlinker --no-warn-symbol-ordering
bin = .build/release
PREFIX = /usr/local

# Checks and tests share a build apart, so that their flags don't make the next plain build start over. It is optimized,
# since some tests try millions of cases; those run after the others, for they leave guests no processor.
strict = -c release -Xswiftc -enable-testing -Xswiftc -warnings-as-errors --scratch-path $(strict_build)
strict_build = .build-check
# `swift test` would build all of it once more, with flags of its own.
build_tests = swift build --build-tests $(strict)
run_tests = swift test --skip-build $(strict) --disable-xctest
many = ^(FaultTests|FuzzTests)\.
# The examples are a package of their own, which builds the library alone, and in the cheapest way.
examples = $(strict_build)/examples
build_examples = swift build --disable-index-store -debug-info-format none -Xswiftc -warnings-as-errors \
    --package-path Examples --scratch-path $(examples)
# What the tests printed; the lines on how many cases survived are shown again at the end.
log = $(strict_build)/log

.DEFAULT_GOAL := help
.PHONY: help build order install uninstall deb packages demo test test-long compare peer-tests bench fuzz check examples docs fmt man completions clean

## help: this list
help:
	@sed -n 's/^## \([a-z-]*\): \(.*\)/\1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 14

## build: the two programs, in .build/release
build: packages
	@mkdir -p $(static)
	@ln -sf "$$(c++ -print-file-name=libstdc++.a)" $(static)
	$(release) -Xlinker --strip-all --product daxshift
	$(release) -Xlinker --strip-all --product daxlab
	@touch $(bin)/daxshift $(bin)/daxlab

## order: find again which functions a list runs; run `make build` after
order: build
	$(release) -Xlinker --strip-debug --product daxshift
	.ci/order $(bin)/daxshift >$(bin)/order
	mv $(bin)/order $(order)

# Where things are installed, below $(DESTDIR).
BINDIR = $(PREFIX)/bin
MANDIR = $(PREFIX)/share/man
DOCDIR = $(PREFIX)/share/doc/daxshift
DATADIR = $(PREFIX)/share/daxshift
BASHDIR = $(PREFIX)/share/bash-completion/completions
# Debian's own packages have theirs in share/zsh/vendor-completions.
ZSHDIR = $(PREFIX)/share/zsh/site-functions
FISHDIR = $(PREFIX)/share/fish/vendor_completions.d
UNITDIR = $(PREFIX)/lib/systemd/system
RULESDIR = $(PREFIX)/lib/udev/rules.d

# What is installed, as FILE:TARGET; `make install commands=daxlab` installs that program alone.
commands = daxshift daxlab
programs = $(foreach command,$(commands),$(bin)/$(command):$(BINDIR)/$(command))
files = $(foreach command,$(commands),$(call files_of,$(command)) $($(command)_files))
files_of = $(foreach page,$(wildcard Man/$(1).8 Man/$(1)-*.8),$(page):$(MANDIR)/man8/$(notdir $(page))) \
    completions/$(1).bash:$(BASHDIR)/$(1) completions/_$(1):$(ZSHDIR)/_$(1) \
    completions/$(1).fish:$(FISHDIR)/$(1).fish
daxshift_files = $(boot)/91-daxshift.rules:$(RULESDIR)/91-daxshift.rules \
    $(foreach unit,$(units),$(boot)/$(unit):$(UNITDIR)/$(unit)) \
    LICENSE:$(DOCDIR)/LICENSE $(boot)/daxctl.conf:$(DOCDIR)/examples/daxctl.conf \
    $(foreach schema,$(wildcard docs/schema/*.json),$(schema):$(DATADIR)/schema/$(notdir $(schema))) \
    $(foreach script,$(wildcard Sources/daxshift/Completions/*),$(script):$(DATADIR)/completions/$(notdir $(script)))
# The completions for the links daxctl and ndctl are not where shells look: the real ones may be installed too, and have
# their own there.
boot = Sources/daxshift/Boot
units = daxshift-reconfigure@.service daxshift-apply@.service daxshift-confirm.service daxshift-confirm.path

own_folders = $(DOCDIR)/examples $(DOCDIR) $(DATADIR)/schema $(DATADIR)/completions $(DATADIR)

define put
	install -D -m $(1) $(subst :, $(DESTDIR),$(2))

endef

## install: the programs and what belongs to them, below $(DESTDIR)$(PREFIX); run `make build` before
install:
	@for program in $(commands:%=$(bin)/%); do \
	    [ -x $$program ] || { echo "there is no $$program: run 'make build' first" >&2; exit 1; }; \
	done
	$(foreach file,$(programs),$(call put,755,$(file)))
	$(foreach file,$(files),$(call put,644,$(file)))
	$(if $(filter daxshift,$(commands)),sed -i 's|@BINDIR@|$(BINDIR)|' $(units:%=$(DESTDIR)$(UNITDIR)/%))

## uninstall: removes what `make install` put below $(DESTDIR)$(PREFIX)
uninstall:
	rm -f $(foreach file,$(programs) $(files),$(DESTDIR)$(lastword $(subst :, ,$(file))))
	for folder in $(own_folders:%=$(DESTDIR)%); do \
	    [ ! -d $$folder ] || rmdir --ignore-fail-on-non-empty $$folder || exit 1; \
	done

## deb: Debian packages of the programs, in .build/deb; run `make build` before
deb:
	packaging/deb .build/deb

## packages: the Debian packages that everything here needs
packages:
	@.ci/packages

## demo: boot an emulated host with NVDIMMs, make one of them system RAM, and bring it back
demo: build
	@color=NO_COLOR=1 columns=120; \
	if [ -t 1 ]; then \
	    columns=$$(tput cols 2>/dev/null || echo 100); \
	    [ -n "$${NO_COLOR:-}" ] || color=CLICOLOR_FORCE=1; \
	fi; \
	$(bin)/daxlab run --host nvdimm --kernel 6.1 --copy .ci/demo-guest -- \
	    env $$color COLUMNS=$$columns LANG=C.UTF-8 /root/demo-guest

## test: every tier of tests, with a fixed part of what takes hours; the guests run the programs as they are shipped
## test-long: the same with all of it
test test-long: build
	$(build_tests)
	$(build_examples)
	@$(call gathered,$(run_tests) --skip '$(many)')
	@$(call gathered,$(run_tests) --filter '$(many)',-a)
	@echo && grep -E '^(faults|weaknesses|fuzz|compare|peer): ' $(log)
test-long: export DAXSHIFT_TEST_LONG = 1
test test-long compare peer-tests: export DAXSHIFT_GUESTS = 1

## compare: the same commands with the real daxctl or ndctl and with daxshift under its name; PLACE=ndctl-legacy for some
compare: build
	$(build_tests)
	@$(call gathered,DAXSHIFT_COMPARE='$(PLACE)' $(run_tests) --filter '^HostTests\.CompareTests/')
	@echo && awk '/^compare: / { print; split($$2, words, "-"); tool = words[1]; commands[tool] += $$3; hosts[tool]++ } \
	    END { for (tool in commands) \
	        print "compare: in all: " commands[tool] " commands of " tool " on " hosts[tool] " guests" }' $(log)

## peer-tests: ndctl's own tests with the real daxctl and ndctl and with daxshift under their names, on three kernels
peer-tests: build
	$(build_tests)
	@$(call gathered,DAXSHIFT_PEER=1 $(run_tests) --filter '^HostTests\.PeerTests/')
	@echo && grep '^peer: ' $(log)

## bench: what daxshift costs beside the real daxctl, and beside the least that the task needs; as root, and half an hour
bench: build
	Tests/Bench/bench $(bin)/daxshift

## fuzz: ten million inputs for each parser, by chance
fuzz: packages
	$(build_tests)
	DAXSHIFT_FUZZ_COUNT=10000000 DAXSHIFT_FUZZ_SEED=$$(date +%s) $(run_tests) --filter '^FuzzTests\.'

# Runs a command and keeps what it prints; -a adds to what is kept.
gathered = bash -o pipefail -c '$(subst ','\'',$(1)) | tee $(2) $(log)'

## check: format, lint, warnings as errors, licence lines, the project's shape, generated files, examples and docs
check:
	.ci/packages --check
	git ls-files -z '*.swift' | xargs -0 swift format lint --strict --parallel
	.ci/check-shape
	$(build_tests)
	.ci/check-generated $(strict_build)/release
	$(MAKE) examples docs

## examples: build and run the programs of Examples on captured hosts, and compare what they print
examples: packages
	$(build_examples)
	.ci/check-examples $(examples)/debug

## docs: the documentation of the library's products, as DocC archives in .build-check/docs
docs: packages
	$(build_examples)
	.ci/make-docs $(examples) $(strict_build)/docs

## fmt: format the sources
fmt:
	git ls-files -z '*.swift' | xargs -0 swift format --in-place --parallel

## man: make the manual pages again from the commands and Man/sections
## completions: make the shell completions again from the commands
man completions: packages
	swift build
	.ci/generate $@ .build/debug .

## clean: removes all that was built
clean:
	rm -rf .build $(strict_build)

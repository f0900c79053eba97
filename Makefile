# SPDX-License-Identifier: Apache-2.0

# One static file a product: no Swift runtime is needed where it runs.
release = swift build -c release --static-swift-stdlib -Xlinker -s
bin = .build/release

.PHONY: build packages demo test

## build: the two programs, in .build/release
build: packages
	$(release) --product daxshift
	$(release) --product daxlab

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

## test: every tier of tests; the guests run the programs as they are shipped
test: build
	swift test --disable-xctest

#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
#
# Makes Debian's package of daxshift in a folder, and copies this machine's dpkg there, whose database has the libraries
# that the package depends on, and nothing else.
#
# usage: packages.bash PROJECT FOLDER

set -euo pipefail
project=$1 folder=$2
. "${0%/*}/put.bash"

"$project/packaging/deb" "$folder/root/packages"
put /bin/{dpkg,dpkg-deb,dpkg-query,dpkg-split,tar} /sbin/{ldconfig,start-stop-daemon}
mkdir -p "$folder"/var/{log,lib/dpkg/{info,updates}}
dpkg-query --status libblkid1 libc6 libdaxctl1 libkmod2 libndctl6 libyaml-0-2 >"$folder/var/lib/dpkg/status"

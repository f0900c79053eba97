#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
#
# Installs daxshift into a folder, for a guest.
#
# usage: install.bash PROJECT FOLDER

set -euo pipefail
project=$1 folder=$2
unset MAKEFLAGS MAKELEVEL

make -s -C "$project" install DESTDIR="$folder"
# The lab puts it in at the same place.
rm "$folder"/usr/local/bin/*

// SPDX-License-Identifier: Apache-2.0

#include "CArguments.h"

static int count;
static char **words;

// glibc calls constructors with the arguments of main; Swift makes main itself and does not expose them.
__attribute__((constructor)) static void keep(int argc, char **argv) {
    count = argc;
    words = argv;
}

int process_argument_count(void) { return count; }

const char *process_argument(int index) { return index >= 0 && index < count ? words[index] : 0; }

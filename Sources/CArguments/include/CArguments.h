// SPDX-License-Identifier: Apache-2.0

#ifndef CARGUMENTS_H
#define CARGUMENTS_H

// The command line of this process. Swift reads it from /proc/self/cmdline, which may be missing.

int process_argument_count(void);
const char *process_argument(int index);

#endif

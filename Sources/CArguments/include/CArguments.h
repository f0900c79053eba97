// SPDX-License-Identifier: Apache-2.0

#ifndef CARGUMENTS_H
#define CARGUMENTS_H

// The words that this process was started with. Swift reads them from /proc/self/cmdline, which may be missing.

int process_argument_count(void);
const char *process_argument(int index);

#endif

// SPDX-License-Identifier: Apache-2.0
#include <daxctl/libdaxctl.h>

#include "library.h"

#define DAXCTL_FUNCTIONS(each)                                                                       \
    each(daxctl_new) each(daxctl_unref) each(daxctl_set_log_priority)                                \
    each(daxctl_region_get_first) each(daxctl_region_get_next) each(daxctl_region_get_id)            \
    each(daxctl_dev_get_first) each(daxctl_dev_get_next) each(daxctl_dev_get_devname)
LIBRARY(daxctl, "libdaxctl.so.1", DAXCTL_FUNCTIONS)

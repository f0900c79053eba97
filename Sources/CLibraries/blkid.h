// SPDX-License-Identifier: Apache-2.0
#include <blkid/blkid.h>

#include "library.h"

#define BLKID_FUNCTIONS(each)                                                                        \
    each(blkid_new_probe) each(blkid_free_probe) each(blkid_probe_set_device)                        \
    each(blkid_probe_enable_superblocks) each(blkid_probe_set_superblocks_flags)                     \
    each(blkid_probe_enable_partitions) each(blkid_probe_set_partitions_flags)                       \
    each(blkid_do_probe) each(blkid_probe_lookup_value)
LIBRARY(blkid, "libblkid.so.1", BLKID_FUNCTIONS, LIBRARY_NONE)

// SPDX-License-Identifier: Apache-2.0
#include <daxctl/libdaxctl.h>

#include "library.h"

#define DAXCTL_FUNCTIONS(each)                                                                       \
    each(daxctl_new) each(daxctl_unref) each(daxctl_set_log_priority)                                \
    each(daxctl_region_get_first) each(daxctl_region_get_next) each(daxctl_region_get_id)            \
    each(daxctl_region_get_uuid) each(daxctl_region_get_devname) each(daxctl_region_get_align)       \
    each(daxctl_region_get_size) each(daxctl_region_get_available_size)                              \
    each(daxctl_region_get_path) each(daxctl_region_get_dev_seed)                                    \
    each(daxctl_dev_get_first) each(daxctl_dev_get_next) each(daxctl_dev_get_id)                     \
    each(daxctl_dev_get_devname) each(daxctl_dev_get_major) each(daxctl_dev_get_minor)               \
    each(daxctl_dev_get_size)
// By the version of the library's symbols, 6 to 9.
#define DAXCTL_NEWER_FUNCTIONS(each)                                                                 \
    each(daxctl_dev_get_resource) each(daxctl_dev_get_target_node) each(daxctl_dev_is_enabled)       \
    each(daxctl_dev_enable_devdax) each(daxctl_dev_enable_ram) each(daxctl_dev_disable)              \
    each(daxctl_dev_get_memory) each(daxctl_memory_get_node_path)                                    \
    each(daxctl_memory_get_block_size) each(daxctl_memory_num_sections)                              \
    each(daxctl_memory_is_online) each(daxctl_memory_online) each(daxctl_memory_offline)             \
    each(daxctl_memory_is_movable) each(daxctl_memory_online_no_movable)                             \
    each(daxctl_region_create_dev) each(daxctl_region_destroy_dev)                                   \
    each(daxctl_dev_set_size) each(daxctl_dev_get_align) each(daxctl_dev_set_align)                  \
    each(daxctl_dev_set_mapping) each(daxctl_mapping_get_first) each(daxctl_mapping_get_next)        \
    each(daxctl_mapping_get_start) each(daxctl_mapping_get_end) each(daxctl_mapping_get_offset)      \
    each(daxctl_mapping_get_size)                                                                    \
    each(daxctl_dev_will_auto_online_memory) each(daxctl_dev_has_online_memory)
LIBRARY(daxctl, "libdaxctl.so.1", DAXCTL_FUNCTIONS, DAXCTL_NEWER_FUNCTIONS)

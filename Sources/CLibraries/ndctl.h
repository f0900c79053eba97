// SPDX-License-Identifier: Apache-2.0
#include <ndctl/libndctl.h>

#include "library.h"

#define NDCTL_FUNCTIONS(each)                                                                         \
    each(ndctl_new) each(ndctl_unref) each(ndctl_set_log_priority)                                    \
    each(ndctl_bus_get_first) each(ndctl_bus_get_next)                                                \
    each(ndctl_bus_get_devname) each(ndctl_bus_get_provider)                                          \
    each(ndctl_dimm_get_first) each(ndctl_dimm_get_next)                                              \
    each(ndctl_dimm_get_devname) each(ndctl_dimm_is_enabled)                                          \
    each(ndctl_region_get_first) each(ndctl_region_get_next)                                          \
    each(ndctl_region_get_devname) each(ndctl_region_is_enabled)                                      \
    each(ndctl_namespace_get_first) each(ndctl_namespace_get_next) each(ndctl_namespace_get_devname)  \
    each(ndctl_namespace_get_mode) each(ndctl_namespace_is_active) each(ndctl_namespace_get_uuid)     \
    each(ndctl_namespace_get_alt_name)                                                                \
    each(ndctl_namespace_get_dax) each(ndctl_namespace_get_pfn) each(ndctl_namespace_get_btt)         \
    each(ndctl_dax_get_devname) each(ndctl_pfn_get_devname) each(ndctl_btt_get_devname)               \
    each(ndctl_dax_get_uuid) each(ndctl_pfn_get_uuid) each(ndctl_btt_get_uuid)
LIBRARY(ndctl, "libndctl.so.6", NDCTL_FUNCTIONS)

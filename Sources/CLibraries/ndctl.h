// SPDX-License-Identifier: Apache-2.0
#include <ndctl/libndctl.h>

#include "library.h"

#define NDCTL_FUNCTIONS(each)                                                                         \
    each(ndctl_new) each(ndctl_unref) each(ndctl_set_log_priority) each(ndctl_invalidate)             \
    each(ndctl_bus_get_first) each(ndctl_bus_get_next)                                                \
    each(ndctl_bus_get_devname) each(ndctl_bus_get_provider) each(ndctl_bus_get_id)                   \
    each(ndctl_bus_get_major) each(ndctl_bus_get_minor) each(ndctl_bus_get_revision)                  \
    each(ndctl_bus_has_nfit) each(ndctl_bus_is_cmd_supported) each(ndctl_bus_get_cmd_name)            \
    each(ndctl_bus_get_persistence_domain) each(ndctl_bus_wait_probe)                                 \
    each(ndctl_bus_get_scrub_state) each(ndctl_bus_get_scrub_count) each(ndctl_bus_start_scrub)       \
    each(ndctl_bus_wait_for_scrub_completion)                                                         \
    each(ndctl_bus_cmd_new_ars_cap) each(ndctl_cmd_ars_cap_get_range)                                 \
    each(ndctl_bus_cmd_new_clear_error) each(ndctl_cmd_clear_error_get_cleared)                       \
    each(ndctl_bus_get_region_by_physical_address) each(ndctl_bus_get_dimm_by_physical_address)       \
    each(ndctl_dimm_get_first) each(ndctl_dimm_get_next) each(ndctl_dimm_get_devname)                 \
    each(ndctl_dimm_get_id) each(ndctl_dimm_get_handle) each(ndctl_dimm_get_phys_id)                  \
    each(ndctl_dimm_get_vendor) each(ndctl_dimm_get_device) each(ndctl_dimm_get_revision)             \
    each(ndctl_dimm_get_subsystem_vendor) each(ndctl_dimm_get_subsystem_device)                       \
    each(ndctl_dimm_get_subsystem_revision) each(ndctl_dimm_get_manufacturing_date)                   \
    each(ndctl_dimm_get_manufacturing_location) each(ndctl_dimm_get_serial)                           \
    each(ndctl_dimm_get_unique_id) each(ndctl_dimm_get_formats) each(ndctl_dimm_get_formatN)          \
    each(ndctl_dimm_get_major) each(ndctl_dimm_get_minor)                                             \
    each(ndctl_dimm_is_enabled) each(ndctl_dimm_is_active) each(ndctl_dimm_enable)                    \
    each(ndctl_dimm_disable) each(ndctl_dimm_locked) each(ndctl_dimm_aliased)                         \
    each(ndctl_dimm_has_errors) each(ndctl_dimm_has_notifications) each(ndctl_dimm_failed_save)       \
    each(ndctl_dimm_failed_arm) each(ndctl_dimm_failed_restore) each(ndctl_dimm_failed_map)           \
    each(ndctl_dimm_failed_flush) each(ndctl_dimm_smart_pending) each(ndctl_dimm_get_dirty_shutdown)  \
    each(ndctl_dimm_get_security) each(ndctl_dimm_is_cmd_supported) each(ndctl_dimm_get_cmd_name)     \
    each(ndctl_dimm_get_available_labels) each(ndctl_dimm_zero_labels)                                \
    each(ndctl_dimm_validate_labels) each(ndctl_dimm_init_labels)                                     \
    each(ndctl_dimm_sizeof_namespace_label)                                                           \
    each(ndctl_dimm_cmd_new_cfg_size) each(ndctl_dimm_cmd_new_cfg_read)                               \
    each(ndctl_dimm_cmd_new_cfg_write) each(ndctl_cmd_cfg_size_get_size)                              \
    each(ndctl_cmd_cfg_read_get_data) each(ndctl_cmd_cfg_write_set_data)                              \
    each(ndctl_cmd_unref) each(ndctl_cmd_submit_xlat)                                                 \
    each(ndctl_dimm_cmd_new_smart) each(ndctl_cmd_smart_get_flags) each(ndctl_cmd_smart_get_health)   \
    each(ndctl_cmd_smart_get_media_temperature) each(ndctl_cmd_smart_get_ctrl_temperature)            \
    each(ndctl_cmd_smart_get_spares) each(ndctl_cmd_smart_get_alarm_flags)                            \
    each(ndctl_cmd_smart_get_life_used) each(ndctl_cmd_smart_get_shutdown_state)                      \
    each(ndctl_cmd_smart_get_shutdown_count) each(ndctl_decode_smart_temperature)                     \
    each(ndctl_dimm_cmd_new_smart_threshold) each(ndctl_cmd_smart_threshold_get_alarm_control)        \
    each(ndctl_cmd_smart_threshold_get_media_temperature) each(ndctl_cmd_smart_threshold_get_spares)  \
    each(ndctl_cmd_smart_threshold_get_ctrl_temperature)                                              \
    each(ndctl_dimm_cmd_new_fw_get_info) each(ndctl_cmd_fw_info_get_run_version)                      \
    each(ndctl_cmd_fw_info_get_updated_version) each(ndctl_dimm_fw_update_supported)                  \
    each(ndctl_region_get_first) each(ndctl_region_get_next) each(ndctl_region_get_devname)           \
    each(ndctl_region_get_id) each(ndctl_region_get_interleave_ways) each(ndctl_region_get_mappings)  \
    each(ndctl_region_get_size) each(ndctl_region_get_available_size)                                 \
    each(ndctl_region_get_max_available_extent) each(ndctl_region_get_range_index)                    \
    each(ndctl_region_get_nstype) each(ndctl_region_get_type_name) each(ndctl_region_get_ro)          \
    each(ndctl_region_set_ro) each(ndctl_region_get_resource) each(ndctl_region_get_numa_node)        \
    each(ndctl_region_get_persistence_domain) each(ndctl_region_deep_flush)                           \
    each(ndctl_region_get_first_badblock) each(ndctl_region_get_next_badblock)                        \
    each(ndctl_region_is_enabled) each(ndctl_region_enable) each(ndctl_region_disable_invalidate)     \
    each(ndctl_region_disable_preserve) each(ndctl_region_cleanup)                                    \
    each(ndctl_region_get_interleave_set) each(ndctl_interleave_set_get_cookie)                       \
    each(ndctl_interleave_set_is_active) each(ndctl_region_get_namespace_seed)                        \
    each(ndctl_region_get_pfn_seed) each(ndctl_region_get_dax_seed) each(ndctl_region_get_btt_seed)   \
    each(ndctl_mapping_get_first) each(ndctl_mapping_get_next) each(ndctl_mapping_get_dimm)           \
    each(ndctl_mapping_get_offset) each(ndctl_mapping_get_length) each(ndctl_mapping_get_position)    \
    each(ndctl_namespace_get_first) each(ndctl_namespace_get_next) each(ndctl_namespace_get_devname)  \
    each(ndctl_namespace_get_id) each(ndctl_namespace_get_type) each(ndctl_namespace_get_type_name)   \
    each(ndctl_namespace_get_mode) each(ndctl_namespace_get_enforce_mode)                             \
    each(ndctl_namespace_set_enforce_mode) each(ndctl_namespace_get_uuid)                             \
    each(ndctl_namespace_set_uuid) each(ndctl_namespace_get_alt_name)                                 \
    each(ndctl_namespace_set_alt_name) each(ndctl_namespace_get_size) each(ndctl_namespace_set_size)  \
    each(ndctl_namespace_get_resource) each(ndctl_namespace_get_sector_size)                          \
    each(ndctl_namespace_get_num_sector_sizes) each(ndctl_namespace_get_supported_sector_size)        \
    each(ndctl_namespace_set_sector_size) each(ndctl_namespace_get_raw_mode)                          \
    each(ndctl_namespace_set_raw_mode) each(ndctl_namespace_get_block_device)                         \
    each(ndctl_namespace_get_numa_node) each(ndctl_namespace_get_first_badblock)                      \
    each(ndctl_namespace_get_next_badblock) each(ndctl_namespace_is_active)                           \
    each(ndctl_namespace_is_enabled) each(ndctl_namespace_is_configured)                              \
    each(ndctl_namespace_enable) each(ndctl_namespace_disable)                                        \
    each(ndctl_namespace_disable_invalidate) each(ndctl_namespace_disable_safe)                       \
    each(ndctl_namespace_delete) each(ndctl_namespace_write_cache_is_enabled)                         \
    each(ndctl_namespace_enable_write_cache) each(ndctl_namespace_disable_write_cache)                \
    each(ndctl_namespace_get_dax) each(ndctl_namespace_get_pfn) each(ndctl_namespace_get_btt)         \
    each(ndctl_dax_get_first) each(ndctl_dax_get_next) each(ndctl_dax_get_devname)                    \
    each(ndctl_dax_get_id) each(ndctl_dax_get_namespace) each(ndctl_dax_get_uuid)                     \
    each(ndctl_dax_set_uuid) each(ndctl_dax_get_size) each(ndctl_dax_get_resource)                    \
    each(ndctl_dax_get_location) each(ndctl_dax_set_location) each(ndctl_dax_get_align)               \
    each(ndctl_dax_set_align) each(ndctl_dax_get_num_alignments)                                      \
    each(ndctl_dax_get_supported_alignment) each(ndctl_dax_set_namespace) each(ndctl_dax_is_enabled)  \
    each(ndctl_dax_is_configured) each(ndctl_dax_enable) each(ndctl_dax_delete)                       \
    each(ndctl_pfn_get_first) each(ndctl_pfn_get_next) each(ndctl_pfn_get_devname)                    \
    each(ndctl_pfn_get_id) each(ndctl_pfn_get_namespace) each(ndctl_pfn_get_uuid)                     \
    each(ndctl_pfn_set_uuid) each(ndctl_pfn_get_size) each(ndctl_pfn_get_resource)                    \
    each(ndctl_pfn_get_location) each(ndctl_pfn_set_location) each(ndctl_pfn_get_align)               \
    each(ndctl_pfn_set_align) each(ndctl_pfn_get_num_alignments)                                      \
    each(ndctl_pfn_get_supported_alignment) each(ndctl_pfn_get_block_device)                          \
    each(ndctl_pfn_set_namespace) each(ndctl_pfn_is_enabled) each(ndctl_pfn_is_configured)            \
    each(ndctl_pfn_enable) each(ndctl_pfn_delete)                                                     \
    each(ndctl_btt_get_first) each(ndctl_btt_get_next) each(ndctl_btt_get_devname)                    \
    each(ndctl_btt_get_id) each(ndctl_btt_get_namespace) each(ndctl_btt_get_uuid)                     \
    each(ndctl_btt_set_uuid) each(ndctl_btt_get_size) each(ndctl_btt_get_sector_size)                 \
    each(ndctl_btt_get_num_sector_sizes) each(ndctl_btt_get_supported_sector_size)                    \
    each(ndctl_btt_set_sector_size) each(ndctl_btt_get_block_device) each(ndctl_btt_set_namespace)    \
    each(ndctl_btt_is_enabled) each(ndctl_btt_is_configured) each(ndctl_btt_enable)                   \
    each(ndctl_btt_delete)
// By the version of the library's symbols, 20 to 28.
#define NDCTL_NEWER_FUNCTIONS(each)                                                                   \
    each(ndctl_bus_poll_scrub_completion)                                                             \
    each(ndctl_dimm_read_label_index)                                                                 \
    each(ndctl_cmd_cfg_read_set_extent)                                                               \
    each(ndctl_dimm_security_is_frozen)                                                               \
    each(ndctl_region_get_align) each(ndctl_region_set_align) each(ndctl_region_get_target_node)      \
    each(ndctl_namespace_get_target_node) each(ndctl_namespace_is_configuration_idle)                 \
    each(ndctl_bus_has_of_node) each(ndctl_bus_is_papr_scm)                                           \
    each(ndctl_dimm_sizeof_namespace_index)                                                           \
    each(ndctl_dimm_refresh_flags)                                                                    \
    each(ndctl_bus_has_cxl)
LIBRARY(ndctl, "libndctl.so.6", NDCTL_FUNCTIONS, NDCTL_NEWER_FUNCTIONS)

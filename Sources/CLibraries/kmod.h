// SPDX-License-Identifier: Apache-2.0
#include <libkmod.h>

#include "library.h"

#define KMOD_FUNCTIONS(each)                                                                         \
    each(kmod_new) each(kmod_unref) each(kmod_set_log_priority)                                      \
    each(kmod_module_new_from_name) each(kmod_module_unref)                                          \
    each(kmod_module_get_initstate) each(kmod_module_get_path)                                       \
    each(kmod_module_get_install_commands) each(kmod_module_probe_insert_module)                     \
    each(kmod_config_get_blacklists) each(kmod_config_iter_next)                                     \
    each(kmod_config_iter_get_key) each(kmod_config_iter_free_iter)
LIBRARY(kmod, "libkmod.so.2", KMOD_FUNCTIONS, LIBRARY_NONE)

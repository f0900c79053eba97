// SPDX-License-Identifier: Apache-2.0
#include <yaml.h>

#include "library.h"

#define YAML_FUNCTIONS(each)                                                                         \
    each(yaml_parser_initialize) each(yaml_parser_delete) each(yaml_parser_set_encoding)             \
    each(yaml_parser_set_input_string) each(yaml_parser_parse) each(yaml_event_delete)
LIBRARY(yaml, "libyaml-0.so.2", YAML_FUNCTIONS, LIBRARY_NONE)

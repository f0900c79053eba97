// SPDX-License-Identifier: Apache-2.0
#include <ndctl/libndctl.h>

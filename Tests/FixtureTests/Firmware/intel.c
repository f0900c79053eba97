// SPDX-License-Identifier: Apache-2.0
// The firmware of DIMMs that report their health and its version: loaded before the C library, it answers the commands of
// Intel's family that libndctl sends through the kernel. FIRMWARE_STATUS is the status of its answers, and
// FIRMWARE_NEXT the version that was written and does not run yet.

#include <errno.h>
#include <linux/ndctl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

enum { SMART = 1, THRESHOLDS = 2, FIRMWARE = 12 };

static void put(unsigned char *bytes, int offset, int size, unsigned long long value)
{
    for (int index = 0; index < size; index++)
        bytes[offset + index] = value >> 8 * index;
}

int ioctl(int file, unsigned long request, ...)
{
    va_list arguments;
    va_start(arguments, request);
    struct nd_cmd_pkg *call = va_arg(arguments, struct nd_cmd_pkg *);
    va_end(arguments);
    (void)file;
    // libndctl has the number in an int, whose sign it extends.
    if ((unsigned)request != ND_IOCTL_CALL || call->nd_family != NVDIMM_FAMILY_INTEL) {
        errno = ENOTTY;
        return -1;
    }
    unsigned char *answer = call->nd_payload;
    memset(answer, 0, call->nd_size_out);
    put(answer, 0, 4, strtoull(getenv("FIRMWARE_STATUS"), 0, 0));
    switch (call->nd_command) {
    case SMART:
        put(answer, 4, 4, 0x63f); // all but the temperature of the power controller and the maker's own data
        put(answer, 12, 1, 1);    // health: not critical
        put(answer, 13, 1, 75);   // spares
        put(answer, 14, 1, 5);    // life used
        put(answer, 15, 1, 2);    // alarms: the media
        put(answer, 16, 2, 40 * 16 + 9);
        put(answer, 18, 2, 30 * 16);
        put(answer, 20, 4, 7); // dirty shutdowns
        put(answer, 35, 1, 1); // the last one too
        break;
    case THRESHOLDS:
        put(answer, 4, 2, 3); // the spares and the media
        put(answer, 6, 1, 50);
        put(answer, 7, 2, 65 * 16);
        put(answer, 9, 2, 90 * 16);
        break;
    case FIRMWARE:
        put(answer, 28, 8, 0x10200001f3cULL); // the version that runs
        put(answer, 36, 8, strtoull(getenv("FIRMWARE_NEXT"), 0, 0));
        break;
    default:
        errno = ENOTTY;
        return -1;
    }
    call->nd_fw_size = call->nd_size_out;
    return 0;
}

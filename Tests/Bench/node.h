// SPDX-License-Identifier: Apache-2.0
// What a kernel says of node 1 as a whole, and of its zones: both change with the blocks that are online.

#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#define MEMINFO "sys/devices/system/node/node1/meminfo"
#define BUDDYINFO "proc/buddyinfo"

// As long for each number of blocks as for any other, so that it can be changed in its place.
static inline void format_meminfo(char text[64], unsigned long long blocks)
{
    snprintf(text, 64, "Node 1 MemTotal:%15llu kB\n", blocks * (128 << 10));
}

static inline void tell_total(const char *path, unsigned long long blocks)
{
    char text[64];
    format_meminfo(text, blocks);
    FILE *file = fopen(path, "w");
    if (!file || fputs(text, file) < 0 || fclose(file))
        err(1, "%s", path);
}

// Only a zone that has memory is listed.
static inline void tell_zones(const char *path, int is_online)
{
    FILE *file = fopen(path, "w");
    if (!file)
        err(1, "%s", path);
    fputs("Node 0, zone   Normal      1      1      1      1      1      1      1      1      1      1     32 \n", file);
    if (is_online)
        fputs("Node 1, zone  Movable      0      0      0      0      0      0      0      0      0      0     32 \n", file);
    if (fclose(file))
        err(1, "%s", path);
}

// SPDX-License-Identifier: Apache-2.0
// What a kernel says of the one zone of node 1, which changes with the blocks that are online: the end of zoneinfo.

#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#define ZONEINFO "proc/zoneinfo"

#define BLOCK_PAGES (128ull << 10 >> 2)

// As long for each number of blocks as for any other, so that it can be changed in its place. Returns its length.
static inline int format_zone(char text[256], unsigned long long blocks)
{
    unsigned long long pages = blocks * BLOCK_PAGES;
    return snprintf(text, 256,
        "Node 1, zone  Movable\n"
        "  pages free     %12llu\n"
        "        low      0\n"
        "        spanned  %12llu\n"
        "        present  %12llu\n"
        "        managed  %12llu\n", pages, pages, pages, pages);
}

static inline void tell_zone(const char *path, unsigned long long blocks)
{
    char text[256];
    int length = format_zone(text, blocks);
    int file = open(path, O_WRONLY);
    if (file < 0 || lseek(file, -length, SEEK_END) < 0 || write(file, text, length) != length || close(file))
        err(1, "%s", path);
}

// SPDX-License-Identifier: Apache-2.0
// What a kernel does and plain files can't: a memory block that was told "online_movable" says "online", and its node
// has the more memory. Loaded into every program that writes states on a made-up tree. Each write stays one write,
// padded to the length of the file, and must change the state; the node's file is mapped, and costs no system call.

#include "node.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>

static char *meminfo;
static unsigned long long blocks;

__attribute__((constructor)) static void start(void)
{
    int file = open("/" MEMINFO, O_RDWR);
    meminfo = mmap(NULL, 64, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (meminfo == MAP_FAILED)
        err(1, "/" MEMINFO);
    close(file);
    blocks = strtoull(strchr(meminfo, ':') + 1, NULL, 10) / (128 << 10);
}

static void count(int is_online)
{
    char text[64];
    blocks += is_online ? 1 : -1;
    format_meminfo(text, blocks);
    memcpy(meminfo, text, strlen(text));
    // The first block that is online, or the last one that was.
    if (blocks == (unsigned long long)is_online)
        tell_zones("/" BUDDYINFO, is_online);
}

ssize_t write(int file, const void *bytes, size_t length)
{
    static const char *words[] = {"offline", "online", "online_movable", "online_kernel"};
    for (int word = 0; word < 4; word++) {
        size_t size = strlen(words[word]);
        // libdaxctl writes the zero at the end as well.
        if ((length != size && length != size + 1) || memcmp(bytes, words[word], size))
            continue;
        if (syscall(SYS_write, file, word ? "online \n" : "offline\n", 8) < 0)
            return -1;
        count(word > 0);
        return (ssize_t)length;
    }
    return syscall(SYS_write, file, bytes, length);
}

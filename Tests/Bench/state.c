// SPDX-License-Identifier: Apache-2.0
// What a kernel does and plain files can't: a memory block that was told "online_movable" says "online", and its zone
// has the more memory. Loaded into every program that writes states on a made-up tree. Each write stays one write,
// padded to the length of the file, and must change the state; zoneinfo is mapped, and costs no system call.

#include "node.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>

// Where zoneinfo tells how much memory the zone has, and its pages.
static char *present, *managed;
static unsigned long long pages;

__attribute__((constructor)) static void start(void)
{
    char text[256];
    struct stat status;
    int file = open("/" ZONEINFO, O_RDWR);
    if (file < 0 || fstat(file, &status))
        err(1, "/" ZONEINFO);
    char *zoneinfo = mmap(NULL, status.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (zoneinfo == MAP_FAILED)
        err(1, "/" ZONEINFO);
    close(file);
    char *zone = zoneinfo + status.st_size - format_zone(text, 0);
    present = strchr(strstr(zone, "present"), '\n');
    managed = strchr(strstr(zone, "managed"), '\n');
    pages = strtoull(strstr(zone, "present") + strlen("present"), NULL, 10);
}

// Writes the number before the end of a line, by hand: it is not the programs' work that is measured here.
static void put(char *end, unsigned long long number)
{
    do
        *--end = '0' + number % 10;
    while (number /= 10);
    while (*--end != ' ')
        *end = ' ';
}

static void count(int is_online)
{
    pages += is_online ? BLOCK_PAGES : -BLOCK_PAGES;
    put(present, pages);
    put(managed, pages);
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

// SPDX-License-Identifier: Apache-2.0
// The least that a task needs of the kernel: just its system calls, in a static program. It knows the made-up host of
// tree.c, and keeps nothing of what it reads.
//
// usage: floor version
//        floor list DEVICES BLOCKS [FILES [REGIONS]]
//                                               what daxctl list prints of each device, and of its blocks; FILES are what
//                                               else it reads: `mappings`, or the `states` of blocks that differ
//        floor write VALUE BLOCK COUNT          writes the states of blocks, in the best known order
//        floor careful VALUE BLOCK COUNT        the same, with what daxshift does for each block besides: reads the state
//                                               before, writes a record of a journal, and reads the state back
//        floor reset VALUE BLOCK COUNT          the same, and what a kernel would then say of node 1: online or offline
//        floor trip DEVICE BLOCK COUNT          makes a device system RAM and a character device again

#include "node.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

static const int first_block = 8192;
static const char *memory = "/sys/devices/system/memory";
static const char *node = "/sys/devices/system/node/node1";
static char output[1 << 16];

static void look(const char *path)
{
    char content[512];
    int descriptor = open(path, O_RDONLY);
    if (descriptor < 0 || read(descriptor, content, sizeof content) < 0)
        err(1, "%s", path);
    close(descriptor);
}

static void walk(const char *path)
{
    char names[1 << 15];
    int folder = open(path, O_RDONLY | O_DIRECTORY);
    if (folder < 0)
        err(1, "%s", path);
    while (getdents64(folder, names, sizeof names) > 0)
        ;
    close(folder);
}

static void device(int region, int index, int mappings)
{
    static const char *files[] = {"size", "align", "target_node", "mapping0/start", "mapping0/end", "mapping0/page_offset"};
    char folder[64], path[256], target[256];
    snprintf(folder, sizeof folder, "/sys/devices/platform/hmem.%d/dax%d.%d", region, region, index);
    snprintf(path, sizeof path, "%s/driver", folder);
    if (readlink(path, target, sizeof target) < 0)
        err(1, "%s", path);
    for (int file = 0; file < 3 + mappings; file++) {
        snprintf(path, sizeof path, "%s/%s", folder, files[file]);
        look(path);
    }
}

static void block(int index)
{
    char path[256];
    snprintf(path, sizeof path, "%s/memory%d/state", memory, index);
    look(path);
    if (index % 2)
        return;
    snprintf(path, sizeof path, "%s/memory%d/valid_zones", memory, index);
    look(path);
}

static void list(int devices, int blocks, const char *files, int regions)
{
    int mappings = !strcmp(files, "mappings"), states = !strcmp(files, "states");
    walk("/sys/bus/dax/devices");
    // Where a device in kmem has its blocks, its range tells.
    for (int region = 0; region < regions; region++)
        for (int index = 0; index < devices / regions; index++)
            device(region, index, mappings ? 3 : blocks ? 2 : 0);
    // How many blocks there are, how many of them are online, and in which zone: a node whose blocks are alike tells.
    if (states) {
        for (int index = 0; index < devices * blocks; index++)
            block(first_block + index);
    } else if (blocks) {
        walk(node);
        look("/" ZONEINFO);
    }
    size_t left = devices * 120ul;
    while (left > 0) {
        size_t part = left < sizeof output ? left : sizeof output;
        if (write(1, output, part) < 0)
            err(1, "stdout");
        left -= part;
    }
}

// The journal, where one is kept.
static int journal = -1;

static void put(const char *path, const char *value)
{
    char record[160], back[16];
    int descriptor = open(path, journal < 0 ? O_WRONLY : O_RDWR);
    if (journal >= 0 && write(journal, record, snprintf(record, sizeof record, "%s: %s\n", path, value)) < 0)
        err(1, "journal");
    if (descriptor < 0 || write(descriptor, value, strlen(value)) < 0)
        err(1, "%s", path);
    if (journal >= 0 && pread(descriptor, back, sizeof back, 0) < 0)
        err(1, "%s", path);
    close(descriptor);
}

static void put_state(int block, const char *value)
{
    char path[256], text[32];
    snprintf(path, sizeof path, "%s/memory%d/state", memory, block);
    // On a made-up tree "online" must cover what stood there before; a kernel is told longer words.
    snprintf(text, sizeof text, "%-7s", value);
    put(path, text);
}

// Online: the lowest, then from the top down. Offline: the second-lowest, then from the top down, the lowest last.
static void write_states(const char *value, int first, int count)
{
    int is_online = !strncmp(value, "online", 6);
    put_state(is_online || count < 2 ? first : first + 1, value);
    for (int block = first + count - 1; block > first + !is_online; block--)
        put_state(block, value);
    if (!is_online && count > 1)
        put_state(first, value);
}

static void careful(const char *value, int first, int count)
{
    char path[256];
    for (int block = first; block < first + count; block++) {
        snprintf(path, sizeof path, "%s/memory%d/state", memory, block);
        look(path);
    }
    journal = open("/run", O_TMPFILE | O_WRONLY | O_APPEND, 0600);
    if (journal < 0)
        err(1, "/run");
    write_states(value, first, count);
}

static void reset(const char *value, int first, int count)
{
    write_states(value, first, count);
    tell_zone("/" ZONEINFO, strcmp(value, "online") ? 0 : count);
}

static void trip(const char *device, int first, int count)
{
    put("/sys/bus/dax/drivers/device_dax/unbind", device);
    put("/sys/bus/dax/drivers/kmem/new_id", device);
    write_states("online_movable", first, count);
    write_states("offline", first, count);
    put("/sys/bus/dax/drivers/kmem/unbind", device);
    put("/sys/bus/dax/drivers/kmem/remove_id", device);
    put("/sys/bus/dax/drivers/device_dax/bind", device);
}

int main(int count, char **words)
{
    if (count == 2 && !strcmp(words[1], "version"))
        return puts("85") < 0;
    if (count >= 4 && !strcmp(words[1], "list"))
        list(atoi(words[2]), atoi(words[3]), count > 4 ? words[4] : "", count > 5 ? atoi(words[5]) : 1);
    else if (count == 5 && !strcmp(words[1], "write"))
        write_states(words[2], atoi(words[3]), atoi(words[4]));
    else if (count == 5 && !strcmp(words[1], "careful"))
        careful(words[2], atoi(words[3]), atoi(words[4]));
    else if (count == 5 && !strcmp(words[1], "reset"))
        reset(words[2], atoi(words[3]), atoi(words[4]));
    else if (count == 5 && !strcmp(words[1], "trip"))
        trip(words[2], atoi(words[3]), atoi(words[4]));
    else
        errx(64, "usage: floor version | list DEVICES BLOCKS [FILES [REGIONS]] | "
                 "write VALUE BLOCK COUNT | careful VALUE BLOCK COUNT | reset VALUE BLOCK COUNT | trip DEVICE BLOCK COUNT");
    return 0;
}

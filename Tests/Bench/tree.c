// SPDX-License-Identifier: Apache-2.0
// Makes up the /sys and /dev of a host with dynamic regions of dax devices, all on node 1, and of its /proc one file,
// with as many files as libdaxctl, daxshift and the floor ask for.
//
// usage: tree FOLDER DEVICES BLOCKS STATE [REGIONS]
//   BLOCKS    how many memory blocks of 128 MiB each device has in kmem; 0 for devices in device_dax
//   STATE     what the blocks are: online, offline, or half for every other one online
//   REGIONS   how many regions share the devices evenly; one when it is left out

#include "node.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const unsigned long long block_size = 128ull << 20, base = 1ull << 40;
static const char *memory = "sys/devices/system/memory";
static const char *node = "sys/devices/system/node/node1";

static char *text(const char *format, ...)
{
    static char texts[4][512];
    static int next;
    char *result = texts[next++ % 4];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(result, sizeof texts[0], format, arguments);
    va_end(arguments);
    return result;
}

static void folder(const char *path)
{
    char part[512];
    for (const char *end = path; (end = strchr(end, '/')); end++) {
        snprintf(part, sizeof part, "%.*s", (int)(end - path), path);
        mkdir(part, 0755);
    }
    if (mkdir(path, 0755) && access(path, F_OK))
        err(1, "%s", path);
}

static void file(const char *path, const char *content)
{
    FILE *file = fopen(path, "w");
    if (!file || (*content && fprintf(file, "%s\n", content) < 0) || fclose(file))
        err(1, "%s", path);
}

static void point(const char *path, const char *target)
{
    if (symlink(target, path))
        err(1, "%s", path);
}

static void driver(const char *name)
{
    folder(text("sys/bus/dax/drivers/%s", name));
    folder(text("sys/module/%s", name));
    point(text("sys/bus/dax/drivers/%s/module", name), text("../../../../module/%s", name));
}

static void region(int id, unsigned long long size)
{
    char folder_[256];
    snprintf(folder_, sizeof folder_, "sys/devices/platform/hmem.%d", id);
    folder(text("%s/dax_region", folder_));
    point(text("%s/subsystem", folder_), "../../../bus/platform");
    file(text("%s/dax_region/id", folder_), text("%d", id));
    file(text("%s/dax_region/size", folder_), text("%llu", size));
    file(text("%s/dax_region/available_size", folder_), "0");
    file(text("%s/dax_region/align", folder_), "2097152");
}

// The regions have `share` devices each.
static void device(int index, int share, unsigned long long size, int blocks)
{
    unsigned long long start = base + index * size;
    int region = index / share;
    char name[32], folder_[256], mapping[300];
    snprintf(name, sizeof name, "dax%d.%d", region, index % share);
    snprintf(folder_, sizeof folder_, "sys/devices/platform/hmem.%d/%s", region, name);
    snprintf(mapping, sizeof mapping, "%s/mapping0", folder_);
    folder(mapping);
    point(text("%s/subsystem", folder_), "../../../../bus/dax");
    point(text("%s/driver", folder_), text("../../../../bus/dax/drivers/%s", blocks ? "kmem" : "device_dax"));
    point(text("sys/bus/dax/devices/%s", name), text("../../../devices/platform/hmem.%d/%s", region, name));
    file(text("%s/dev", folder_), text("252:%d", index));
    file(text("%s/size", folder_), text("%llu", size));
    file(text("%s/align", folder_), "2097152");
    file(text("%s/target_node", folder_), "1");
    file(text("%s/numa_node", folder_), "0");
    file(text("%s/memmap_on_memory", folder_), "0");
    file(text("%s/resource", folder_), text("0x%llx", start));
    file(text("%s/modalias", folder_), "dax:t0");
    file(text("%s/start", mapping), text("0x%llx", start));
    file(text("%s/end", mapping), text("0x%llx", start + size - 1));
    file(text("%s/page_offset", mapping), "0x0");
    file(text("dev/%s", name), "");
}

// Files that say the same are one file, unless they are to be written.
static void block(unsigned long long index, const char *state, const char *zones)
{
    char folder_[256];
    snprintf(folder_, sizeof folder_, "%s/memory%llu", memory, index);
    if (mkdir(folder_, 0755))
        err(1, "%s", folder_);
    file(text("%s/state", folder_), state);
    file(text("%s/phys_index", folder_), text("%08llx", index));
    if (link(zones, text("%s/valid_zones", folder_)))
        err(1, "%s/valid_zones", folder_);
    point(text("%s/memory%llu", node, index), text("../../memory/memory%llu", index));
}

// The zones of this machine, and the one of node 1.
static void zones(int online)
{
    char content[1 << 16], zone[256];
    FILE *own = fopen("/proc/zoneinfo", "r"), *made_up = fopen(ZONEINFO, "w");
    if (!own || !made_up)
        err(1, ZONEINFO);
    size_t count = fread(content, 1, sizeof content, own), length = format_zone(zone, online);
    if (fwrite(content, 1, count, made_up) != count || fwrite(zone, 1, length, made_up) != length || fclose(made_up))
        err(1, ZONEINFO);
    fclose(own);
}

int main(int count, char **words)
{
    if (count != 5 && count != 6)
        errx(64, "usage: tree FOLDER DEVICES BLOCKS STATE [REGIONS]");
    int devices = atoi(words[2]), blocks = atoi(words[3]), regions = count > 5 ? atoi(words[5]) : 1;
    int is_half = !strcmp(words[4], "half");
    const char *even = is_half ? "online" : words[4], *odd = is_half ? "offline" : words[4];
    unsigned long long size = (blocks ? blocks : 1) * block_size;
    if (chdir(words[1]))
        err(1, "%s", words[1]);

    folder("dev");
    file("dev/null", "");
    file("dev/kmsg", "");
    folder("sys/bus/dax/devices");
    file("sys/bus/dax/drivers_autoprobe", "1");
    driver("device_dax");
    driver("kmem");
    folder("sys/bus/platform");
    folder("sys/class");
    // libdaxctl finds the subsystem of a device by the number of its node, which is 0:0 for a plain file.
    folder("sys/dev/char/0:0");
    point("sys/dev/char/0:0/subsystem", "/sys/bus/dax");
    for (int id = 0; id < regions; id++)
        region(id, (devices ? devices / regions : 1) * size);
    folder(memory);
    file(text("%s/block_size_bytes", memory), "8000000");
    file(text("%s/auto_online_blocks", memory), "offline");
    folder(node);
    folder("proc");
    zones((!strcmp(even, "online") + !strcmp(odd, "online")) * devices * blocks / 2);
    for (int index = 0; index < devices; index++)
        device(index, devices / regions, size, blocks);
    // A block has one zone while it is online. The blocks of one state may be told to go online, so they have theirs already.
    file("zone", "Movable");
    file("zones", "Movable Normal");
    for (int index = 0; index < devices * blocks; index++)
        block(base / block_size + index, index % 2 ? odd : even, is_half && index % 2 ? "zones" : "zone");
    return 0;
}

// SPDX-License-Identifier: Apache-2.0
// Makes up the /sys and /dev of a host with dynamic regions of dax devices, all on node 1, and of its /proc one file,
// with as many files as libdaxctl, daxshift and the floor ask for.
//
// usage: tree FOLDER DEVICES BLOCKS STATE [REGIONS [NVDIMM_REGIONS NAMESPACES]]
//   BLOCKS    how many memory blocks of 128 MiB each device has in kmem; 0 for devices in device_dax
//   STATE     what the blocks are: online, offline, or half for every other one online
//   REGIONS   how many regions share the devices evenly; one when it is left out
//   NVDIMM_REGIONS, NAMESPACES   how many NVDIMM regions there are, each of one DIMM, and how many fsdax namespaces of
//             1 GiB each of them has, beside 1 GiB that is free

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

static const char *bus = "sys/devices/LNXSYSTM:00/LNXSYBUS:00/ACPI0012:00/ndbus0";

// The files of a folder: names and contents in turn, to a null.
static void files(const char *folder, const char *const *contents)
{
    char path[512];
    for (; *contents; contents += 2) {
        snprintf(path, sizeof path, "%s/%s", folder, contents[0]);
        file(path, contents[1]);
    }
}

// Makes an object of the nd bus, without its driver, and returns its folder.
static char *object(const char *parent, const char *name, const char *driver)
{
    static char folders[4][256];
    static int next;
    char *result = folders[next++ % 4];
    snprintf(result, sizeof folders[0], "%s/%s", parent, name);
    folder(result);
    point(text("%s/subsystem", result), "/sys/bus/nd");
    if (driver)
        point(text("%s/driver", result), text("/sys/bus/nd/drivers/%s", driver));
    point(text("sys/bus/nd/devices/%s", name), text("/%s", result));
    return result;
}

// The namespace has a page map on itself, and the pfn device on it a block device; without a size they are the seeds.
static void namespace(const char *region, int id, int index, unsigned long long start, unsigned long long size)
{
    static const unsigned long long mebibyte = 1 << 20;
    char name[32], holder[32], *folder_;
    snprintf(name, sizeof name, "namespace%d.%d", id, index);
    snprintf(holder, sizeof holder, "pfn%d.%d", id, index);
    folder_ = object(region, name, NULL);
    files(folder_, (const char *[]){
        "alt_name", "", "devtype", "nd_namespace_pmem", "force_raw", "0", "holder", size ? holder : "", "holder_class",
        size ? "pfn" : "", "modalias", "nd:t5", "mode", size ? "memory" : "raw", "nstype", "5", "numa_node", "0",
        "sector_size", size ? "[512] 4096" : "512 4096", "target_node", "1", NULL});
    file(text("%s/size", folder_), text("%llu", size));
    file(text("%s/uuid", folder_), size ? text("%08x-0000-4000-8000-%012x", id, index) : "");
    if (size)
        file(text("%s/resource", folder_), text("0x%llx", start));

    folder_ = object(region, holder, size ? "nd_pmem" : NULL);
    files(folder_, (const char *[]){
        "align", "2097152", "devtype", "nd_pfn", "modalias", "nd:t5", "mode", size ? "pmem" : "none", "namespace",
        size ? name : "", "numa_node", "0", "supported_alignments", "4096 2097152 1073741824", "target_node", "1", NULL});
    file(text("%s/uuid", folder_), size ? text("%08x-0000-4000-9000-%012x", id, index) : "");
    if (!size)
        return;
    file(text("%s/size", folder_), text("%llu", size - 18 * mebibyte));
    file(text("%s/resource", folder_), text("0x%llx", start + 18 * mebibyte));
    folder(index ? text("%s/block/pmem%d.%d", folder_, id, index) : text("%s/block/pmem%d", folder_, id));
}

static void nvdimm(int id, int namespaces)
{
    static const unsigned long long each = 1ull << 30;
    unsigned long long start = base + id * (namespaces + 1) * each;
    char name[32], *folder_, region[256];
    snprintf(name, sizeof name, "nmem%d", id);
    folder_ = object(bus, name, "nvdimm");
    files(folder_, (const char *[]){
        "available_slots", "16000", "commands", "get_size get_data set_data cmd_call", "devtype", "nvdimm", "flags",
        "label", "modalias", "nd:t1", "state", "active", NULL});
    file(text("%s/dev", folder_), text("243:%d", id));
    point(text("sys/dev/char/243:%d", id), text("/%s", folder_));
    file(text("dev/%s", name), "");
    folder(text("%s/nfit", folder_));
    files(text("%s/nfit", folder_), (const char *[]){
        "device", "0x0100", "dsm_mask", "0x70", "family", "0", "flags", "", "format", "0x0301", "formats", "1", "phys_id",
        "0x0", "rev_id", "0x0100", "subsystem_device", "0x0000", "subsystem_rev_id", "0x0000", "subsystem_vendor",
        "0x0000", "vendor", "0x8680", NULL});
    file(text("%s/nfit/handle", folder_), text("0x%x", id + 1));
    file(text("%s/nfit/id", folder_), text("8680-%08x", id));
    file(text("%s/nfit/serial", folder_), text("0x%08x", id));

    snprintf(name, sizeof name, "region%d", id);
    snprintf(region, sizeof region, "%s", object(bus, name, "nd_region"));
    files(region, (const char *[]){
        "align", "0x1000000", "available_size", "1073741824", "badblocks", "", "deep_flush", "0", "devtype", "nd_pmem",
        "init_namespaces", "1/1", "mappings", "1", "max_available_extent", "1073741824", "modalias", "nd:t2", "nstype",
        "5", "numa_node", "0", "read_only", "0", "set_cookie", "0x2468ac00123456", "target_node", "1", NULL});
    file(text("%s/mapping0", region), text("nmem%d,0,%llu,0", id, (namespaces + 1) * each));
    file(text("%s/resource", region), text("0x%llx", start));
    file(text("%s/size", region), text("%llu", (namespaces + 1) * each));
    file(text("%s/namespace_seed", region), text("namespace%d.%d", id, namespaces));
    file(text("%s/pfn_seed", region), text("pfn%d.%d", id, namespaces));
    file(text("%s/dax_seed", region), text("dax%d.0", id));
    file(text("%s/btt_seed", region), text("btt%d.0", id));
    folder(text("%s/nfit", region));
    file(text("%s/nfit/range_index", region), text("%d", id + 1));
    for (int index = 0; index <= namespaces; index++)
        namespace(region, id, index, start + index * each, index < namespaces ? each : 0);
    snprintf(name, sizeof name, "dax%d.0", id);
    files(object(region, name, NULL), (const char *[]){
        "align", "2097152", "devtype", "nd_dax", "modalias", "nd:t7", "mode", "none", "namespace", "", "numa_node", "0",
        "supported_alignments", "4096 2097152 1073741824", "target_node", "1", "uuid", "", NULL});
    snprintf(name, sizeof name, "btt%d.0", id);
    files(object(region, name, NULL), (const char *[]){
        "devtype", "nd_btt", "modalias", "nd:t3", "namespace", "", "numa_node", "0", "sector_size",
        "512 520 528 4096 4104 4160 4224", "uuid", "", NULL});
}

static void nvdimms(int regions, int namespaces)
{
    folder("sys/bus/nd/devices");
    folder("sys/bus/nd/drivers/nvdimm");
    folder("sys/bus/nd/drivers/nd_region");
    folder("sys/bus/nd/drivers/nd_pmem");
    folder("sys/bus/nd/drivers/nd_bus");
    files(object("sys/devices/LNXSYSTM:00/LNXSYBUS:00/ACPI0012:00", "ndbus0", "nd_bus"), (const char *[]){
        "commands", "cmd_call", "provider", "ACPI.NFIT", "wait_probe", "1", NULL});
    folder(text("%s/nfit", bus));
    files(text("%s/nfit", bus), (const char *[]){"dsm_mask", "0x0", "hw_error_scrub", "0", "revision", "1", NULL});
    folder(text("%s/nd/ndctl0", bus));
    file(text("%s/nd/ndctl0/dev", bus), "244:0");
    point(text("%s/nd/ndctl0/device", bus), "../../../ndbus0");
    point(text("%s/nd/ndctl0/subsystem", bus), "/sys/class/nd");
    folder("sys/class/nd");
    point("sys/class/nd/ndctl0", text("../../%s/nd/ndctl0", bus + strlen("sys/")));
    point("sys/dev/char/244:0", text("/%s/nd/ndctl0", bus));
    file("dev/ndctl0", "");
    for (int id = 0; id < regions; id++)
        nvdimm(id, namespaces);
}

int main(int count, char **words)
{
    if (count != 5 && count != 6 && count != 8)
        errx(64, "usage: tree FOLDER DEVICES BLOCKS STATE [REGIONS [NVDIMM_REGIONS NAMESPACES]]");
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
    if (count > 7)
        nvdimms(atoi(words[6]), atoi(words[7]));
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

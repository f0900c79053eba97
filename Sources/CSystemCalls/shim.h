// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <fcntl.h>
#include <linux/kcmp.h>
#include <linux/ndctl.h>
#include <linux/stat.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define AT_STATX_AS_CACHED 0x4000 // AT_STATX_DONT_SYNC, which <fcntl.h> hides

// statx is GNU's, and syscall is variadic: Swift sees neither.
// Follows links. Does not query the server of a remote file system, which might be gone.
static inline int statx_device_number(const char *path, unsigned *major, unsigned *minor) {
    struct statx status = {0};
    int result = (int)syscall(SYS_statx, AT_FDCWD, path, AT_STATX_AS_CACHED, STATX_TYPE, &status);
    *major = status.stx_rdev_major;
    *minor = status.stx_rdev_minor;
    return result;
}

// kcmp has no wrapper either: 0 if two threads share a table of open files.
static inline int kcmp_files(int thread, int other) {
    return (int)syscall(SYS_kcmp, thread, other, KCMP_FILES, 0, 0);
}

// ioctl is variadic too. How many bytes a DIMM has for labels, and how many of them one command reads: 0, or -1 and errno.
static inline int label_storage_size(int file, unsigned *size, unsigned *most) {
    struct nd_cmd_get_config_size answer = {0};
    int result = ioctl(file, ND_IOCTL_GET_CONFIG_SIZE, &answer);
    *size = answer.config_size;
    *most = answer.max_xfer;
    return result < 0 ? -1 : answer.status ? (errno = EIO, -1) : 0;
}

// What `label_storage_read` needs before the bytes.
static const int label_storage_header = sizeof(struct nd_cmd_get_config_data_hdr);

// Reads bytes that a DIMM has for labels to behind the header of a buffer: 0, or -1 and errno.
static inline int label_storage_read(int file, unsigned offset, unsigned length, void *buffer) {
    struct nd_cmd_get_config_data_hdr *command = buffer;
    *command = (struct nd_cmd_get_config_data_hdr){.in_offset = offset, .in_length = length};
    if (ioctl(file, ND_IOCTL_GET_CONFIG_DATA, command) < 0)
        return -1;
    return command->status ? (errno = EIO, -1) : 0;
}

// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <linux/kcmp.h>
#include <linux/stat.h>
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

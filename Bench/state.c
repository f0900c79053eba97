// SPDX-License-Identifier: Apache-2.0
// What a kernel does and a plain file can't: a memory block that was told "online_movable" says "online". Loaded into
// every program that writes states on a made-up tree; each write stays one write, padded to the length of the file.

#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

ssize_t write(int file, const void *bytes, size_t count)
{
    static const char *words[] = {"offline", "online", "online_movable", "online_kernel"};
    for (int word = 0; word < 4; word++) {
        size_t length = strlen(words[word]);
        // libdaxctl writes the zero at the end as well.
        if ((count != length && count != length + 1) || memcmp(bytes, words[word], length))
            continue;
        ssize_t written = syscall(SYS_write, file, word ? "online \n" : "offline\n", 8);
        return written < 0 ? written : (ssize_t)count;
    }
    return syscall(SYS_write, file, bytes, count);
}

// SPDX-License-Identifier: Apache-2.0
#include <dlfcn.h>
#include <link.h>

// A library that is loaded at first use, and not with the program: libndctl and libdaxctl load eight more, which takes
// longer than most commands.
//
// LIBRARY(name, "file", NEEDED, OPTIONAL) declares `struct name_functions`, with a member for each function of the
// lists NEEDED(each) and OPTIONAL(each), and `name_load`, which fills one in. It returns NULL, or which file or needed
// function is missing. An optional function that the library is too old for is NULL. `name_path` returns the file
// that the library was loaded from.
#define LIBRARY(name, file, needed, optional)                                  \
    struct name##_functions {                                                  \
        needed(LIBRARY_MEMBER) optional(LIBRARY_OPTIONAL_MEMBER)               \
    };                                                                         \
    static inline const char *_Nullable name##_load(                           \
        struct name##_functions *_Nonnull loaded)                              \
    {                                                                          \
        void *library = dlopen(file, RTLD_LAZY);                               \
        if (!library)                                                          \
            return file;                                                       \
        optional(LIBRARY_LOOK_UP_OPTIONAL) needed(LIBRARY_LOOK_UP) return 0;   \
    }                                                                          \
    static inline const char *_Nonnull name##_path(void)                       \
    {                                                                          \
        return library_path(file);                                             \
    }
#define LIBRARY_MEMBER(function) __typeof__(&function) _Nonnull function;
#define LIBRARY_OPTIONAL_MEMBER(function) __typeof__(&function) _Nullable function;
#define LIBRARY_LOOK_UP(function)                                              \
    if (!(loaded->function = (__typeof__(&function))dlsym(library, #function))) \
        return #function;
#define LIBRARY_LOOK_UP_OPTIONAL(function)                                     \
    loaded->function = (__typeof__(&function))dlsym(library, #function);
#define LIBRARY_NONE(each)

#ifndef LIBRARY_PATH
#define LIBRARY_PATH
// glibc declares it for _GNU_SOURCE alone; 2 is RTLD_DI_LINKMAP.
int dlinfo(void *restrict library, int request, void *restrict result);

static inline const char *_Nonnull library_path(const char *_Nonnull file)
{
    struct link_map *loaded = 0;
    void *library = dlopen(file, RTLD_LAZY | RTLD_NOLOAD);
    return library && dlinfo(library, 2, &loaded) == 0 && loaded ? loaded->l_name : file;
}
#endif

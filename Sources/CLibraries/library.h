// SPDX-License-Identifier: Apache-2.0
#include <dlfcn.h>

// A library that is loaded at first use, and not with the program: libndctl and libdaxctl load eight more, which takes
// longer than most commands.
//
// LIBRARY(name, "file", FUNCTIONS) declares `struct name_functions`, with a member for each function of the list
// FUNCTIONS(each), and `name_load`, which fills one in. It returns NULL, or which file or function is missing.
#define LIBRARY(name, file, functions)                                         \
    struct name##_functions {                                                  \
        functions(LIBRARY_MEMBER)                                              \
    };                                                                         \
    static inline const char *_Nullable name##_load(                           \
        struct name##_functions *_Nonnull loaded)                              \
    {                                                                          \
        void *library = dlopen(file, RTLD_LAZY);                               \
        if (!library)                                                          \
            return file;                                                       \
        functions(LIBRARY_LOOK_UP) return 0;                                   \
    }
#define LIBRARY_MEMBER(function) __typeof__(&function) _Nonnull function;
#define LIBRARY_LOOK_UP(function)                                              \
    if (!(loaded->function = (__typeof__(&function))dlsym(library, #function))) \
        return #function;

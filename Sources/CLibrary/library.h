// SPDX-License-Identifier: Apache-2.0
#include <dlfcn.h>

// A library that is loaded when it is first needed, and not with the program: libndctl and libdaxctl bring eight more
// with them, which takes longer than all that most commands do.
//
// LIBRARY(name, "file", FUNCTIONS) declares `struct name_functions`, with a member for each function of the list
// FUNCTIONS(each), and `name_load`, which gives the loaded ones, or says which file or function is missing.
#define LIBRARY(name, file, functions)                                         \
    struct name##_functions {                                                  \
        functions(LIBRARY_MEMBER)                                              \
    };                                                                         \
    struct name##_loaded {                                                     \
        const struct name##_functions *_Nullable library;                      \
        const char *_Nonnull missing;                                          \
    };                                                                         \
    static inline struct name##_loaded name##_load(void)                       \
    {                                                                          \
        static struct name##_functions table;                                  \
        struct name##_loaded loaded = {0, file};                               \
        void *library = dlopen(file, RTLD_LAZY);                               \
        if (!library)                                                          \
            return loaded;                                                     \
        functions(LIBRARY_LOOK_UP) loaded.library = &table;                    \
        return loaded;                                                         \
    }
#define LIBRARY_MEMBER(function) __typeof__(&function) _Nonnull function;
#define LIBRARY_LOOK_UP(function)                                              \
    loaded.missing = #function;                                                \
    if (!(table.function = (__typeof__(&function))dlsym(library, #function)))  \
        return loaded;

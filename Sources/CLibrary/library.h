// SPDX-License-Identifier: Apache-2.0
#include <dlfcn.h>

// A library that is loaded when it is first needed, and not with the program: libndctl and libdaxctl bring eight more
// with them, which takes longer than all that most commands do.
//
// LIBRARY(name, "file", FUNCTIONS) declares `struct name_functions`, with a member for each function of the list
// FUNCTIONS(each), and `name_load`, which makes it point to the loaded ones and returns what is missing.
#define LIBRARY(name, file, functions)                                                                          \
    struct name##_functions {                                                                                   \
        functions(LIBRARY_MEMBER)                                                                               \
    };                                                                                                          \
    static inline const char *_Nullable name##_load(const struct name##_functions *_Nullable *_Nonnull loaded)  \
    {                                                                                                           \
        static struct name##_functions table;                                                                   \
        void *library = dlopen(file, RTLD_LAZY);                                                                 \
        if (!library)                                                                                           \
            return file;                                                                                        \
        functions(LIBRARY_LOOK_UP) *loaded = &table;                                                            \
        return 0;                                                                                               \
    }
#define LIBRARY_MEMBER(function) __typeof__(&function) _Nonnull function;
#define LIBRARY_LOOK_UP(function)                                           \
    if (!(table.function = (__typeof__(&function))dlsym(library, #function))) \
        return #function;

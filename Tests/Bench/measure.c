// SPDX-License-Identifier: Apache-2.0
// Runs commands in turn, and prints for each the median of its times in microseconds and its peak memory in KiB.
//
// usage: measure ROUNDS BEFORE COMMAND...
//   BEFORE   a command that is run before each, untimed, and may fail; empty for none
// Commands are split at blanks.

#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int problems;

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e6 + time.tv_nsec / 1e3;
}

static double run(const char *command, long *memory, int must_succeed)
{
    char text[512], *words[32], **next = words;
    snprintf(text, sizeof text, "%s", command);
    for (char *word = strtok(text, " "); word && next < words + 31; word = strtok(NULL, " "))
        *next++ = word;
    *next = NULL;
    double start = now();
    pid_t child = vfork();
    if (!child) {
        execvp(words[0], words);
        _exit(127);
    }
    int status;
    struct rusage usage;
    if (child < 0 || wait4(child, &status, 0, &usage) < 0)
        err(1, "%s", command);
    double time = now() - start;
    if (must_succeed && (!WIFEXITED(status) || WEXITSTATUS(status))) {
        dprintf(problems, "measure: '%s' ended with status %d\n", command, WEXITSTATUS(status));
        exit(1);
    }
    if (usage.ru_maxrss > *memory)
        *memory = usage.ru_maxrss;
    return time;
}

static int ascending(const void *left, const void *right)
{
    double difference = *(const double *)left - *(const double *)right;
    return (difference > 0) - (difference < 0);
}

int main(int count, char **words)
{
    int rounds = count > 3 ? atoi(words[1]) : 0, commands = count - 3;
    if (rounds < 1)
        errx(64, "usage: measure ROUNDS BEFORE COMMAND...");
    double *times = calloc(commands * rounds, sizeof *times);
    long memory[commands], ignored;
    memset(memory, 0, sizeof memory);
    int results = dup(1), nowhere = open("/dev/null", O_WRONLY);
    problems = dup(2);
    dup2(nowhere, 1);
    dup2(nowhere, 2);
    for (int round = 0; round < rounds; round++)
        for (int command = 0; command < commands; command++) {
            if (*words[2])
                run(words[2], &ignored, 0);
            times[command * rounds + round] = run(words[3 + command], &memory[command], 1);
        }
    for (int command = 0; command < commands; command++) {
        qsort(times + command * rounds, rounds, sizeof *times, ascending);
        dprintf(results, "%.0f %ld\n", times[command * rounds + rounds / 2], memory[command]);
    }
    return 0;
}

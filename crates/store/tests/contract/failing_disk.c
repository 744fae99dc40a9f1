/* A disk that fails when it is told to, put before libc by LD_PRELOAD. The folder FAILING_DISK
   holds a file `full` while nothing can be written to the database, and `fsync` while it cannot be
   brought to the disk. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int is_told(const char *what) {
    const char *folder = getenv("FAILING_DISK");
    char path[4096];
    if (!folder) return 0;
    snprintf(path, sizeof path, "%s/%s", folder, what);
    return access(path, F_OK) == 0;
}

static int is_database(int fd) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return strstr(path, "montaj.db") != NULL;
}

static int fails(int fd, const char *what, int error) {
    if (!is_database(fd) || !is_told(what)) return 0;
    errno = error;
    return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

int fsync(int fd) { return fails(fd, "fsync", EIO) ? -1 : REAL(fsync)(fd); }

int fdatasync(int fd) { return fails(fd, "fsync", EIO) ? -1 : REAL(fdatasync)(fd); }

ssize_t write(int fd, const void *bytes, size_t count) {
    return fails(fd, "full", ENOSPC) ? -1 : REAL(write)(fd, bytes, count);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
    return fails(fd, "full", ENOSPC) ? -1 : REAL(pwrite)(fd, bytes, count, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
    return fails(fd, "full", ENOSPC) ? -1 : REAL(pwrite64)(fd, bytes, count, at);
}

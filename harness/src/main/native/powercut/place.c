#include "place.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "limits.h"
#include "tell.h"

static const char DATA[] = "Cannot use the data directory";
static const char SIDE[] = "Cannot use the side folder";

static uint64_t now(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}
uint64_t now_mono(void) { return now(CLOCK_MONOTONIC); }
uint64_t now_wall(void) { return now(CLOCK_REALTIME); }

void boot_id(char *into, size_t size) {
    int file = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
    ssize_t length = file < 0 ? 0 : read(file, into, size - 1);
    if (file >= 0) close(file);
    if (length > 0 && into[length - 1] == '\n') length--;
    if (length <= 0) into[0] = '-', length = 1;
    into[length] = 0;
}

static int open_side(struct place *place, const char *side) {
    bool inside = side == NULL;
    place->side_name = inside ? ".powercut" : "";
    int parent = inside ? place->data : AT_FDCWD;
    const char *name = inside ? ".powercut" : side;
    if (mkdirat(parent, name, 0755) != 0 && errno != EEXIST) {
        tell_errno(SIDE, "a directory that can be made in the data directory, or named with -s",
                   "Let the server's user write to the data directory.");
        return EXIT_USAGE;
    }
    place->side = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    struct stat status;
    if (place->side < 0 || fstat(place->side, &status) != 0) {
        tell_errno(SIDE, "a directory, not a link", "Remove what stands in its place.");
        return EXIT_USAGE;
    }
    if (status.st_dev != place->device) {
        tell(SIDE, "the same file system as the data directory's: names are kept by hard links", "another one",
             "Leave -s out, or name a directory beside the data.");
        return EXIT_USAGE;
    }
    if (mkdirat(place->side, "ino", 0755) != 0 && errno != EEXIST) {
        tell_errno(SIDE, "a directory that this user can write to", "Run every life of the server as one user.");
        return EXIT_USAGE;
    }
    place->inodes = openat(place->side, "ino", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    place->lock = openat(place->side, "lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0644);
    if (place->inodes < 0 || place->lock < 0) {
        tell_errno(SIDE, "a directory that this user can write to", "Run every life of the server as one user.");
        return EXIT_USAGE;
    }
    return EXIT_DONE;
}

static int check_links(const struct place *place) {
    unlinkat(place->inodes, "probe", 0);
    int linked = linkat(place->side, "lock", place->inodes, "probe", 0);
    if (linked == 0 && unlinkat(place->inodes, "probe", 0) == 0) return EXIT_DONE;
    tell_errno(SIDE, "a file system with hard links", "Put the data directory on ext4, xfs, btrfs, tmpfs or overlayfs.");
    return EXIT_USAGE;
}

int place_open(struct place *place, const char *data, const char *side) {
    *place = (struct place){.data = -1, .side = -1, .inodes = -1, .lock = -1};
    place->data = open(data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    struct stat status;
    if (place->data < 0 || fstat(place->data, &status) != 0) {
        tell_errno(DATA, "the directory that redis.conf calls dir", "Name it with -d DIRECTORY.");
        return EXIT_USAGE;
    }
    place->device = status.st_dev;
    place->inode = status.st_ino;
    int code = open_side(place, side);
    return code != EXIT_DONE ? code : check_links(place);
}

int place_lock(const struct place *place, int wait_ms) {
    for (int waited = 0; flock(place->lock, LOCK_EX | LOCK_NB) != 0; waited += 10) {
        if (errno != EWOULDBLOCK && errno != EINTR) {
            tell_errno("Cannot lock the side folder", "a file system with locks", "Use a local file system.");
            return EXIT_IO;
        }
        if (waited >= wait_ms) {
            tell("Cannot use the side folder", "no process of the server's earlier life",
                 "one that still runs: the server, a background save of it, or one that went to the background",
                 "End all of its processes; a server must not have 'daemonize yes'.");
            return EXIT_BUSY;
        }
        nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
    }
    return EXIT_DONE;
}

bool write_all(int file, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t written = write(file, bytes, length);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

ssize_t side_read(const struct place *place, const char *name, char *into, size_t size) {
    int file = openat(place->side, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) return -1;
    ssize_t length = read(file, into, size - 1);
    close(file);
    into[length < 0 ? 0 : length] = 0;
    return length;
}

bool side_write(const struct place *place, const char *name, const char *bytes, size_t length) {
    char temporary[64];
    snprintf(temporary, sizeof temporary, "%.50s.new", name);
    int file = openat(place->side, temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0644);
    if (file < 0) return false;
    bool written = write_all(file, bytes, length) && fsync(file) == 0;
    return close(file) == 0 && written && renameat(place->side, temporary, place->side, name) == 0;
}

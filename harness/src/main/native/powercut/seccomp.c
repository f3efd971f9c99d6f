#include "seccomp.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "tell.h"

#ifndef SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV
#define SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV (1UL << 5)
#endif
#ifndef SECCOMP_IOCTL_NOTIF_SET_FLAGS
#define SECCOMP_IOCTL_NOTIF_SET_FLAGS _IOW('!', 4, unsigned long long)
#endif

enum { MAX_CODE = 128, RWF_SYNCHRONOUS = 0x2 | 0x4, NR_OPENAT2 = 437, NR_IO_URING_SETUP = 425, X32 = 0x40000000 };
enum { O_SYNCHRONOUS = O_DSYNC }; // O_SYNC contains it
enum { I386_FSYNC = 118, I386_FDATASYNC = 148, I386_FTRUNCATE = 93, I386_FTRUNCATE64 = 194, I386_TRUNCATE = 92,
       I386_TRUNCATE64 = 193, I386_MSYNC = 144, I386_SYNC = 36, I386_SYNCFS = 344 };

struct program {
    struct sock_filter code[MAX_CODE];
    unsigned short length;
};

static void add(struct program *p, unsigned code, unsigned k, int if_true, int if_false) {
    assert(p->length < MAX_CODE && if_true < 256 && if_false < 256);
    p->code[p->length++] = (struct sock_filter){(unsigned short)code, (unsigned char)if_true, (unsigned char)if_false, k};
}
static void load(struct program *p, size_t offset) { add(p, BPF_LD | BPF_W | BPF_ABS, (unsigned)offset, 0, 0); }
static void answer(struct program *p, unsigned action) { add(p, BPF_RET | BPF_K, action, 0, 0); }
static size_t argument(unsigned index) { return offsetof(struct seccomp_data, args) + 8u * index; } // low half

static void on_call(struct program *p, long number, unsigned action) {
    add(p, BPF_JMP | BPF_JEQ | BPF_K, (unsigned)number, 0, 1);
    answer(p, action);
}

// The call is only of interest if one of the argument's bits is set.
static void on_bits(struct program *p, long number, unsigned index, unsigned bits) {
    add(p, BPF_JMP | BPF_JEQ | BPF_K, (unsigned)number, 0, 4);
    load(p, argument(index));
    add(p, BPF_JMP | BPF_JSET | BPF_K, bits, 0, 1);
    answer(p, SECCOMP_RET_USER_NOTIF);
    answer(p, SECCOMP_RET_ALLOW);
}

static void on_shared_mapping(struct program *p) {
    add(p, BPF_JMP | BPF_JEQ | BPF_K, (unsigned)SYS_mmap, 0, 7);
    load(p, argument(2));
    add(p, BPF_JMP | BPF_JSET | BPF_K, PROT_WRITE, 0, 4);
    load(p, argument(3));
    add(p, BPF_JMP | BPF_JSET | BPF_K, MAP_ANONYMOUS, 2, 0);
    add(p, BPF_JMP | BPF_JSET | BPF_K, MAP_SHARED, 0, 1); // MAP_SHARED_VALIDATE contains it
    answer(p, SECCOMP_RET_USER_NOTIF);
    answer(p, SECCOMP_RET_ALLOW);
}

static void native_calls(struct program *p) {
    static const long ASKED[] = {SYS_fsync, SYS_fdatasync, SYS_ftruncate, SYS_truncate, SYS_msync, SYS_sync, SYS_syncfs, SYS_fallocate};
    load(p, offsetof(struct seccomp_data, nr));
#ifdef __x86_64__
    add(p, BPF_JMP | BPF_JGE | BPF_K, X32, 0, 1); // the x32 numbers would pass by all that follows
    answer(p, SECCOMP_RET_ERRNO | ENOSYS);
#endif
    for (size_t i = 0; i < sizeof ASKED / sizeof *ASKED; i++) on_call(p, ASKED[i], SECCOMP_RET_USER_NOTIF);
    // Both would pass by the filter; who uses them falls back to what it does see.
    on_call(p, NR_IO_URING_SETUP, SECCOMP_RET_ERRNO | ENOSYS);
    on_call(p, NR_OPENAT2, SECCOMP_RET_ERRNO | ENOSYS);
    on_bits(p, SYS_openat, 2, O_TRUNC | O_SYNCHRONOUS);
    on_bits(p, SYS_pwritev2, 5, RWF_SYNCHRONOUS);
#ifdef __x86_64__
    on_bits(p, SYS_open, 1, O_TRUNC | O_SYNCHRONOUS);
    on_call(p, SYS_creat, SECCOMP_RET_USER_NOTIF);
#endif
    on_shared_mapping(p);
    answer(p, SECCOMP_RET_ALLOW);
}

static void build(struct program *p) {
    load(p, offsetof(struct seccomp_data, arch));
#ifdef __x86_64__
    static const int I386[] = {I386_FSYNC, I386_FDATASYNC, I386_FTRUNCATE, I386_FTRUNCATE64, I386_TRUNCATE,
                               I386_TRUNCATE64, I386_MSYNC, I386_SYNC, I386_SYNCFS};
    enum { CALLS = sizeof I386 / sizeof *I386 };
    add(p, BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_I386, 0, 2 * CALLS + 2);
    load(p, offsetof(struct seccomp_data, nr));
    for (int i = 0; i < CALLS; i++) on_call(p, I386[i], SECCOMP_RET_USER_NOTIF);
    answer(p, SECCOMP_RET_ALLOW);
    add(p, BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 1, 0);
#else
    add(p, BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_AARCH64, 1, 0);
#endif
    answer(p, SECCOMP_RET_ERRNO | ENOSYS); // numbers that are not known: loud, not unseen
    native_calls(p);
}

static enum call call_of_open(uint64_t flags) { return flags & O_SYNCHRONOUS ? CALL_OPEN_SYNC : CALL_OPEN_TRUNC; }

enum call call_of(const struct seccomp_data *data) {
#ifdef __x86_64__
    if (data->arch == AUDIT_ARCH_I386) switch (data->nr) {
        case I386_FSYNC: return CALL_FSYNC;
        case I386_FDATASYNC: return CALL_FDATASYNC;
        case I386_FTRUNCATE: case I386_FTRUNCATE64: return CALL_FTRUNCATE;
        case I386_TRUNCATE: case I386_TRUNCATE64: return CALL_TRUNCATE;
        default: return CALL_OTHER;
        }
    if (data->nr == SYS_open) return call_of_open(data->args[1]);
    if (data->nr == SYS_creat) return CALL_OPEN_TRUNC;
#endif
    switch (data->nr) {
    case SYS_fsync: return CALL_FSYNC;
    case SYS_fdatasync: return CALL_FDATASYNC;
    case SYS_ftruncate: return CALL_FTRUNCATE;
    case SYS_truncate: return CALL_TRUNCATE;
    case SYS_openat: return call_of_open(data->args[2]);
    case SYS_mmap: return CALL_MAP;
    case SYS_fallocate: return CALL_FALLOCATE;
    default: return CALL_OTHER;
    }
}

int filter_install(bool *killable) {
    struct program program = {.length = 0};
    build(&program);
    struct sock_fprog filter = {.len = program.length, .filter = program.code};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
    // Before Linux 5.16 any filter turns processor mitigations on that slow a server down: not this one.
    unsigned long flags = SECCOMP_FILTER_FLAG_NEW_LISTENER | SECCOMP_FILTER_FLAG_SPEC_ALLOW;
    long listener = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags | SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV, &filter);
    *killable = listener >= 0;
    // Before Linux 5.19 a signal between question and answer makes the server's fsync fail with EINTR.
    if (listener < 0 && errno == EINVAL) listener = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &filter);
    return (int)listener;
}

int listener_control(int listener, unsigned long request, void *argument) {
    return (int)syscall(SYS_ioctl, listener, request, argument);
}

bool listener_wake_synchronously(int listener) { return syscall(SYS_ioctl, listener, SECCOMP_IOCTL_NOTIF_SET_FLAGS, 1ul) == 0; }

void filter_tell(int error) {
    if (error == EBUSY)
        tell("Cannot watch the server's syncs", "no other listener of seccomp notifications above this process",
             "one: this container or sandbox is supervised already (EBUSY)",
             "Run the server outside of that supervision.");
    else
        tell("Cannot watch the server's syncs", "Linux 5.5 or later that lets a process use seccomp user notification",
             strerror(error), "Use another kernel or sandbox (gVisor has none), or allow the seccomp system call in its profile.");
}

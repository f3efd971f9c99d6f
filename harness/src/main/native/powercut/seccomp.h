// The filter: which system calls the supervisor is asked about.
#ifndef POWERCUT_SECCOMP_H
#define POWERCUT_SECCOMP_H

#include <linux/audit.h>
#include <linux/seccomp.h>
#include <stdbool.h>
#include <sys/ioctl.h> // _IOWR, which the requests of the kernel are made with

// The architecture that this program was built for.
#ifdef __x86_64__
#define SECCOMP_NATIVE_ARCH AUDIT_ARCH_X86_64
#else
#define SECCOMP_NATIVE_ARCH AUDIT_ARCH_AARCH64
#endif

enum call {
    CALL_FSYNC, CALL_FDATASYNC, CALL_FTRUNCATE,
    CALL_TRUNCATE,   // by path: files may have become shorter
    CALL_OPEN_TRUNC, // O_TRUNC: a file may have been emptied
    CALL_OPEN_SYNC,  // O_SYNC, O_DSYNC
    CALL_MAP,        // a file, shared, for writing
    CALL_FALLOCATE,
    CALL_OTHER,      // sync, syncfs, msync, a synchronous write: cannot be judged
};

enum call call_of(const struct seccomp_data *data);
// Sets no_new_privs, installs the filter for this process and all its children, and returns the
// listener; -1 and errno if it is refused. killable: signals cannot make a sync fail (Linux 5.19).
int filter_install(bool *killable);
// ioctl() with the request's type as the kernel has it: musl's and glibc's differ.
int listener_control(int listener, unsigned long request, void *argument);
// Linux 6.6: the supervisor runs at once on the caller's processor. Returns whether it is so.
bool listener_wake_synchronously(int listener);
// What errno of filter_install means, and what to do.
void filter_tell(int error);

#endif

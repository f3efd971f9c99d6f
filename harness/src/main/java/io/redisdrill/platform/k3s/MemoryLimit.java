package io.redisdrill.platform.k3s;

/**
 * How the node brings a container to its limit of memory: the limit is lowered to what it uses.
 *
 * <p>With cgroup v2 the kernel then kills at once (Documentation/admin-guide/cgroup-v2.rst, {@code
 * memory.max}). With v1 it refuses a limit that it cannot reclaim to, so that a process of the same
 * cgroup fills a file in memory until the limit is met; redis-server is the largest process there,
 * which the kernel chooses. The next container has a cgroup of its own, with the limit of its pod.
 */
final class MemoryLimit {
  /** Takes the id of the container; ends when its first process is gone. */
  static final String SCRIPT =
      """
      set -eu
      pid=$(ctr -n k8s.io task ls | awk -v id="$1" '$1 == id { print $2 }')
      [ -n "$pid" ] || { echo "no such container runs: $1"; exit 1; }
      v1=$(awk -F: '$2 == "memory" { print $3 }' "/proc/$pid/cgroup")
      v2=$(awk -F: '$1 == "0" { print $3 }' "/proc/$pid/cgroup")
      file=/run/redis-drill-$1
      if [ -n "$v1" ]; then
        group=/sys/fs/cgroup/memory$v1
        echo $(($(cat "$group/memory.usage_in_bytes") + 4194304)) > "$group/memory.limit_in_bytes"
        sh -c 'echo $$ > "$1/cgroup.procs"; exec dd if=/dev/zero of="$2" bs=65536 count=1024' \\
          sh "$group" "$file" 2>/dev/null || true
      else
        echo 0 > "/sys/fs/cgroup$v2/memory.max"
      fi
      n=0
      while [ -d "/proc/$pid" ] && [ $n -lt 100 ]; do
        sleep 0.1
        n=$((n + 1))
      done
      rm -f "$file"
      [ ! -d "/proc/$pid" ] || { echo "process $pid outlived its limit"; exit 1; }
      """;

  private MemoryLimit() {}
}

#!/bin/sh
# Builds the launcher for Linux on x86-64 and arm64: static, and to the same bytes wherever it is built.
#   build.sh             into the harness' resources, with the sums of sources and binaries beside them
#   build.sh DIRECTORY   into another directory, to compare
#   build.sh --compiler  only installs the compiler, below target
set -eu
here=$(cd "$(dirname "$0")" && pwd)
harness=$(cd "$here/../../../.." && pwd)
out=${1:-$harness/src/main/resources/io/redisdrill/powercut}
zig_version=0.13.0
venv=$harness/target/zig-$zig_version
if ! "$venv/bin/python" -m ziglang version >/dev/null 2>&1; then
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/pip" -q install --disable-pip-version-check "ziglang==$zig_version"
fi
if [ "$out" = --compiler ]; then exit 0; fi
mkdir -p "$out"
out=$(cd "$out" && pwd)
cd "$here"
build() {
  # An assertion that fails ends the supervisor: then every later sync of the server fails, and loudly.
  "$venv/bin/python" -m ziglang cc -target "$1-linux-musl" -std=gnu11 -Os -s -static \
    -UNDEBUG -D_GNU_SOURCE -Wall -Wextra -Werror -Wconversion -ffile-prefix-map="$here"=. \
    -ffunction-sections -fdata-sections -Wl,--gc-sections -Wl,--build-id=none \
    -o "$out/powercut-$1" *.c
}
build x86_64 &
first=$!
build aarch64
wait "$first"
sha256sum -- *.c *.h build.sh | LC_ALL=C sort -k 2 >"$out/SOURCES.sha256"
cd "$out"
sha256sum -- powercut-x86_64 powercut-aarch64 >>SOURCES.sha256
ls -l

#!/bin/sh
# Builds the launcher once more and compares it with the binaries that are tracked. Says so and ends
# well where the compiler cannot be had; ends with 1 where they differ.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
tracked=$(cd "$here/../../resources/io/redisdrill/powercut" && pwd)
done=$here/../../../../target/powercut.compared
sums() { (cd "$here" && sha256sum -- *.c *.h build.sh && cd "$tracked" && sha256sum -- powercut-* SOURCES.sha256); }
if [ -e "$done" ] && [ "$(sums)" = "$(cat "$done")" ]; then
  echo "powercut: the tracked binaries were compared with their sources before"
  exit 0
fi
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
if ! timeout 120 "$here/build.sh" --compiler >"$fresh/log" 2>&1; then
  echo "powercut: NOT COMPARED with its sources, because the compiler cannot be installed:" >&2
  tail -n 1 "$fresh/log" >&2
  exit 0
fi
if ! timeout 300 "$here/build.sh" "$fresh/out" >"$fresh/log" 2>&1; then
  cat "$fresh/log" >&2
  exit 1
fi
for file in powercut-x86_64 powercut-aarch64 SOURCES.sha256; do
  if ! cmp "$tracked/$file" "$fresh/out/$file" >&2; then
    echo "powercut: $file is not what its sources build; run $here/build.sh and commit the result" >&2
    exit 1
  fi
done
sums >"$done"
echo "powercut: the tracked binaries are what their sources build"

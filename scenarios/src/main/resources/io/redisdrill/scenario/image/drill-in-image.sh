#!/bin/sh
# Runs Redis Drill in its image, on the redis-server of that image.
set -eu

if [ -z "${REDIS_DRILL_REDIS:-}" ]; then
  if ! REDIS_DRILL_REDIS=$(command -v redis-server || command -v valkey-server); then
    echo "drill: cannot run a Redis: expected redis-server or valkey-server on the PATH of the image, found neither." \
      "Name one in REDIS_DRILL_REDIS." >&2
    exit 70
  fi
  export REDIS_DRILL_REDIS
fi
exec /opt/redis-drill/java/bin/java -XX:+UseParallelGC -Dio.lettuce.core.jfr=false ${DRILL_JAVA_OPTS:-} \
  -cp '@CLASS_PATH@' @MAIN@ "$@"

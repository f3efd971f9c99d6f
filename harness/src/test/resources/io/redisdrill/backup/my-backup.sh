#!/usr/bin/env bash
# A backup as somebody may have it: SAVE, and dump.rdb into the bucket. It needs bash and curl.
set -euo pipefail

exec 3<>"/dev/tcp/$REDIS_HOST/$REDIS_PORT"
ask() { printf '%s\r\n' "$*" >&3; answer; }
answer() { IFS= read -r -t 30 line <&3; line=${line%$'\r'}; }

ask AUTH "$REDIS_PASSWORD"
[ "$line" = +OK ] || { echo "cannot log in: $line" >&2; exit 1; }
ask SAVE
echo "saved: $line"
[ "$line" = +OK ] || exit 1
ask CONFIG GET dir # *2, $3, dir, the length of the value, the value
for _ in 1 2 3 4; do answer; done
file=$line/dump.rdb

# The keys go through the standard input: arguments can be read by every process.
printf 'user = "%s:%s"\n' "$AWS_ACCESS_KEY_ID" "$AWS_SECRET_ACCESS_KEY" |
  curl --config - --fail --silent --show-error --max-time 30 \
    --aws-sigv4 "aws:amz:$AWS_DEFAULT_REGION:s3" \
    --header "x-amz-content-sha256: $(sha256sum "$file" | cut -d ' ' -f 1)" \
    --upload-file "$file" "$AWS_ENDPOINT_URL/$S3_BUCKET/mine/dump-$(date -u +%Y%m%d_%H%M%S).rdb"
echo "uploaded: $file"

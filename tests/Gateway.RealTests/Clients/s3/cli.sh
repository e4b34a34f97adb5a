#!/usr/bin/env bash
# Moves files by an AWS CLI and says what came of each step; every byte that comes back is compared. Ends with 1 where a step failed
# that should not, or did not that should.
# Usage: cli.sh AWS BUCKET
set -uo pipefail
bucket=$2 wrong=0
# Debian's v2 is older than AWS_ENDPOINT_URL. It also pages its output unless told not to.
aws="$1 --endpoint-url $AWS_ENDPOINT_URL"
export AWS_PAGER='' AWS_MAX_ATTEMPTS=1
# v1 presigns with SigV2 at an endpoint of one's own, unless told otherwise.
printf '[default]\ns3 =\n  signature_version = s3v4\n' >"$AWS_CONFIG_FILE"

# step NAME EXIT COMMAND... The exit code is a pattern, since the two generations differ in one.
step() {
  local name=$1 expected=$2 status
  shift 2
  printf '== %s\n' "$name"
  # Times of day, ids and addresses differ between any two runs.
  "$@" 2>&1 | sed -E "s/$bucket/BUCKET/g; s/^[0-9-]{10} [0-9:]{8}/TIME/; s/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[+-][0-9:]+)/TIME/; s/[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT/TIME/; s/\r/\n/g" | grep -v '^Completed ' | sort
  status=${PIPESTATUS[0]}
  printf 'exit %s\n' "$status"
  # shellcheck disable=SC2053
  [[ $status == $expected ]] || wrong=1
}

mkdir -p tree/sub
printf 'one' >'tree/a b+c.txt'
printf 'two' >'tree/sub/é%20.txt'
seq 1 3000000 >large

$aws s3 mb "s3://$bucket" >/dev/null 2>&1
step 'copy up' 0 $aws s3 cp --no-progress --metadata key='a b' large "s3://$bucket/large"
step 'copy down' 0 $aws s3 cp --no-progress "s3://$bucket/large" back
step 'the same bytes' 0 cmp large back
step 'from a pipe' 0 bash -c "cat large | $aws s3 cp - 's3://$bucket/piped'"
step 'into a pipe' 0 bash -c "$aws s3 cp 's3://$bucket/piped' - | cmp - large"
step 'sync up' 0 $aws s3 sync --no-progress tree "s3://$bucket/tree"
step 'list' 0 $aws s3 ls --recursive "s3://$bucket/"
step 'sync down' 0 $aws s3 sync --no-progress "s3://$bucket/tree" tree-back
step 'the same tree' 0 diff -r tree tree-back
step 'move' 0 $aws s3 mv --no-progress "s3://$bucket/large" "s3://$bucket/moved é"
step 'put with a checksum' 0 $aws s3api put-object --bucket "$bucket" --key 'sum+' --body 'tree/a b+c.txt' --checksum-algorithm SHA256
step 'head' 0 $aws s3api head-object --bucket "$bucket" --key 'sum+' --checksum-mode ENABLED
step 'a range' 0 $aws s3api get-object --bucket "$bucket" --key 'moved é' --range bytes=5-14 range
step 'the range' 0 cat range
step 'missing' '25[45]' $aws s3api head-object --bucket "$bucket" --key missing
step 'opened by a presigned URL' 0 bash -c "curl -sf \"\$($aws s3 presign 's3://$bucket/piped')\" | cmp - large"
step 'remove all' 0 $aws s3 rm --recursive --only-show-errors "s3://$bucket/"
step 'nothing left' 0 $aws s3 ls --recursive "s3://$bucket/"
exit $wrong

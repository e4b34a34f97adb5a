#!/usr/bin/env bash
# Moves files by an AWS CLI with nothing but its environment, and says what came of each step; every byte that comes back is compared.
# Usage: cli.sh AWS BUCKET
set -uo pipefail
aws=$1 bucket=$2
# v2 pages its output otherwise; both retry what a test wants to see.
export AWS_PAGER='' AWS_MAX_ATTEMPTS=1

step() {
  local name=$1
  shift
  printf '== %s\n' "$name"
  # Times of day, ids and addresses differ between any two runs.
  "$@" 2>&1 | sed -E "s/$bucket/BUCKET/g; s/^[0-9-]{10} [0-9:]{8}/TIME/; s/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[+-][0-9:]+)/TIME/; s/\r/\n/g" | grep -v '^Completed ' | sort
  printf 'exit %s\n' "${PIPESTATUS[0]}"
}

mkdir -p tree/sub
printf 'one' >'tree/a b+c.txt'
printf 'two' >'tree/sub/é%20.txt'
seq 1 3000000 >large

"$aws" s3 mb "s3://$bucket" >/dev/null 2>&1
step 'copy up' "$aws" s3 cp --no-progress --metadata key='a b' large "s3://$bucket/large"
step 'copy down' "$aws" s3 cp --no-progress "s3://$bucket/large" back
step 'the same bytes' cmp large back
step 'from a pipe' bash -c "cat large | '$aws' s3 cp - 's3://$bucket/piped'"
step 'into a pipe' bash -c "'$aws' s3 cp 's3://$bucket/piped' - | cmp - large"
step 'sync up' "$aws" s3 sync --no-progress tree "s3://$bucket/tree"
step 'list' "$aws" s3 ls --recursive "s3://$bucket/"
step 'sync down' "$aws" s3 sync --no-progress "s3://$bucket/tree" tree-back
step 'the same tree' diff -r tree tree-back
step 'move' "$aws" s3 mv --no-progress "s3://$bucket/large" "s3://$bucket/moved é"
step 'put with a checksum' "$aws" s3api put-object --bucket "$bucket" --key 'sum+' --body 'tree/a b+c.txt' --checksum-algorithm SHA256
step 'head' "$aws" s3api head-object --bucket "$bucket" --key 'sum+' --checksum-mode ENABLED
step 'a range' "$aws" s3api get-object --bucket "$bucket" --key 'moved é' --range bytes=5-14 range
step 'the range' cat range
step 'missing' "$aws" s3api head-object --bucket "$bucket" --key missing
step 'opened by a presigned URL' bash -c "curl -sf \"\$('$aws' s3 presign 's3://$bucket/piped')\" | cmp - large"
step 'remove all' "$aws" s3 rm --recursive --only-show-errors "s3://$bucket/"
step 'nothing left' "$aws" s3 ls --recursive "s3://$bucket/"

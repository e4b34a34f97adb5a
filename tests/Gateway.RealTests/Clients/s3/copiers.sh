#!/usr/bin/env bash
# Moves a tree up and down by rclone and by s3cmd, with nothing but their environment and arguments, and compares what comes back.
# Usage: copiers.sh rclone|s3cmd BUCKET
set -euo pipefail
program=$1 bucket=$2
mkdir -p tree/sub
printf 'one' >'tree/a b+c.txt'
printf 'two' >'tree/sub/é%.txt'
seq 1 2000000 >tree/large

case $program in
rclone)
  export RCLONE_CONFIG=$PWD/no-config RCLONE_S3_PROVIDER=Other RCLONE_S3_ENV_AUTH=true RCLONE_S3_REGION=$AWS_REGION RCLONE_S3_ENDPOINT=$AWS_ENDPOINT_URL
  rclone mkdir ":s3:$bucket"
  rclone copy tree ":s3:$bucket/tree" --s3-upload-cutoff 5Mi --s3-chunk-size 5Mi
  rclone check tree ":s3:$bucket/tree" --download
  rclone rcat ":s3:$bucket/piped" <tree/large
  rclone cat ":s3:$bucket/piped" | cmp - tree/large
  rclone copy ":s3:$bucket/tree" back
  diff -r tree back
  rclone purge ":s3:$bucket/tree"
  rclone lsf -R ":s3:$bucket"
  ;;
s3cmd)
  host=${AWS_ENDPOINT_URL#http://}
  s3() {
    s3cmd -c /dev/null --quiet --no-ssl --host "$host" --host-bucket "$host" --region "$AWS_REGION" --access_key "$AWS_ACCESS_KEY_ID" \
      --secret_key "$AWS_SECRET_ACCESS_KEY" ${AWS_SESSION_TOKEN:+--access_token "$AWS_SESSION_TOKEN"} "$@"
  }
  s3 mb "s3://$bucket"
  s3 put --recursive --multipart-chunk-size-mb=5 tree/ "s3://$bucket/tree/"
  s3 cp "s3://$bucket/tree/large" "s3://$bucket/piped"
  mkdir back
  s3 get --recursive "s3://$bucket/tree/" back/
  diff -r tree back
  s3 del --recursive "s3://$bucket/tree/"
  s3 ls --recursive "s3://$bucket" | sed 's/.*s3/s3/'
  ;;
esac

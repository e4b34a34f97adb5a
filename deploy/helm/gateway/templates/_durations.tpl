{{/* Durations within the gateway's own bounds: it refuses any other at its start. */}}
{{- define "gateway.checkDurations" -}}
{{- $gateway := .Values.gateway }}
{{- $durations := list
  (list "gateway.forward.idleTimeout" $gateway.forward.idleTimeout "00:00:01" "01:00:00")
  (list "gateway.limits.headerTimeout" $gateway.limits.headerTimeout "00:00:01" "00:05:00")
  (list "gateway.limits.keepAlive" $gateway.limits.keepAlive "00:00:01" "01:00:00")
  (list "gateway.limits.slowGrace" $gateway.limits.slowGrace "00:00:02" "00:10:00")
  (list "gateway.limits.longestCall" $gateway.limits.longestCall "00:00:00" "1.00:00:00")
  (list "gateway.limits.drainDelay" $gateway.limits.drainDelay "00:00:00" "00:05:00")
  (list "redis.lifetime" .Values.redis.lifetime "1.00:00:00" "30.00:00:00")
}}
{{- range $i, $issuer := $gateway.issuers }}
{{- $durations = append $durations (list (printf "gateway.issuers[%d].keyRefreshInterval" $i) $issuer.keyRefreshInterval "00:00:10" "1.00:00:00") }}
{{- end }}
{{- range $durations }}
{{- $value := index . 1 }}
{{- if $value }}
{{- $seconds := include "gateway.seconds" $value | atoi }}
{{- if or (lt $seconds (include "gateway.seconds" (index . 2) | atoi)) (gt $seconds (include "gateway.seconds" (index . 3) | atoi)) }}
{{- fail (printf "%s (%s) must be between %s and %s: the gateway does not start with any other." (index . 0) $value (index . 2) (index . 3)) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

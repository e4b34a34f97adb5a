{{/* Whole seconds of a duration, as the gateway writes it (1.02:03:04) or as the Gateway API does (1h30m). */}}
{{- define "gateway.seconds" -}}
{{- $seconds := 0 }}
{{- if contains ":" . }}
{{- $parts := regexSplit "[.:]" (ternary . (printf "0.%s" .) (contains "." .)) -1 }}
{{- range $i, $unit := list 86400 3600 60 1 }}
{{- $seconds = add $seconds (mul (index $parts $i | atoi) $unit) }}
{{- end }}
{{- else }}
{{- range regexFindAll "[0-9]+(ms|h|m|s)" . -1 }}
{{- $number := regexFind "[0-9]+" . | atoi }}
{{- if hasSuffix "ms" . }}
{{- $seconds = add $seconds (div (add $number 999) 1000) }}
{{- else }}
{{- $seconds = add $seconds (mul $number (get (dict "h" 3600 "m" 60 "s" 1) (regexFind "[hms]" .))) }}
{{- end }}
{{- end }}
{{- end }}
{{- $seconds }}
{{- end }}

{{/* How long a pod serves on while it is taken out of load balancing. A load balancer outside the cluster learns of it by checks of its own, half a minute late and more. */}}
{{- define "gateway.preStopSeconds" -}}
{{- if kindIs "invalid" .Values.shutdown.preStopSeconds }}
{{- ternary 60 5 (eq .Values.service.type "LoadBalancer") }}
{{- else }}
{{- int .Values.shutdown.preStopSeconds }}
{{- end }}
{{- end }}

{{- define "gateway.drainDelay" -}}
{{- include "gateway.seconds" (default "0s" .Values.gateway.limits.drainDelay) }}
{{- end }}

{{/* How long calls in flight may take to end. A call that the values let last longer would be cut off by every roll-out. */}}
{{- define "gateway.drainSeconds" -}}
{{- $drain := int .Values.shutdown.drainSeconds }}
{{- $bounds := dict "gateway.limits.longestCall" .Values.gateway.limits.longestCall "httpRoute.requestTimeout" .Values.httpRoute.requestTimeout }}
{{- $idle := .Values.gateway.forward.idleTimeout }}
{{- $_ := set $bounds (ternary "gateway.forward.idleTimeout" "gateway.forward.idleTimeout (default)" (not (empty $idle))) ($idle | default "00:16:00") }}
{{- range $name, $duration := $bounds }}
{{- $longest := include "gateway.seconds" (default "0s" $duration) | atoi }}
{{- if gt $longest $drain }}
{{- fail (printf "shutdown.drainSeconds is %d s, and %s lets a call last %d s: every pod that ends would cut such a call off. Set drainSeconds to %d or more." $drain $name $longest $longest) }}
{{- end }}
{{- end }}
{{- $drain }}
{{- end }}

{{/*
Until the kubelet kills the pod: it serves on (preStop, drainDelay), ends the calls in flight, and then has 45 seconds, of which audit records
that still wait may take 11, and the last traces, metrics and OTLP records 5 each.
*/}}
{{- define "gateway.gracePeriod" -}}
{{- add (include "gateway.preStopSeconds" .) (include "gateway.drainDelay" .) (include "gateway.drainSeconds" .) 45 }}
{{- end }}

{{/* Bytes of a quantity of Kubernetes', as in 1Gi. */}}
{{- define "gateway.bytes" -}}
{{- if kindIs "string" . }}
{{- $units := dict "m" 0.001 "k" 1e3 "M" 1e6 "G" 1e9 "T" 1e12 "P" 1e15 "E" 1e18 "Ki" 1024 "Mi" 1048576 "Gi" 1073741824 "Ti" 1099511627776 "Pi" 1125899906842624 "Ei" 1152921504606846976 }}
{{- mulf (regexFind "^[0-9.]+" .) (get $units (regexFind "[A-Za-z]+$" .) | default 1) | int64 }}
{{- else }}
{{- int64 . }}
{{- end }}
{{- end }}

{{/* How large /tmp may be. A pod whose bodies go beyond it is evicted, with every call in flight. */}}
{{- define "gateway.tmpSize" -}}
{{- $held := .Values.gateway.forward.maxBufferedTotal }}
{{- $name := ternary "gateway.forward.maxBufferedTotal (default)" "gateway.forward.maxBufferedTotal" (empty $held) }}
{{- $bytes := int64 (default 805306368 $held) }}
{{- /* One body may always be as long as one may be. */}}
{{- $body := int64 (default 67108864 .Values.gateway.forward.maxBufferedBody) }}
{{- if gt $body $bytes }}
{{- $name = "gateway.forward.maxBufferedBody" }}
{{- $bytes = $body }}
{{- end }}
{{- with .Values.tmp.sizeLimit }}
{{- if ge $bytes (include "gateway.bytes" . | int64) }}
{{- fail (printf "tmp.sizeLimit (%v) must be more than %s, %d bytes: a pod that holds as much in /tmp is evicted, with every call in flight. Set tmp.sizeLimit higher, or %s lower." . $name $bytes (trimSuffix " (default)" $name)) }}
{{- end }}
{{- . }}
{{- end }}
{{- end }}

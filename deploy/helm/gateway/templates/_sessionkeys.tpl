{{- define "gateway.sessionSecret" -}}
{{- .Values.sessionKeys.existingSecret | default (printf "%s-sessions" (include "gateway.stem" .)) }}
{{- end }}

{{/*
The chart's own keys, as the data of a Secret. One that the cluster holds already is kept; what has no key yet gets a random one.
Both the Secret and the pod template ask, so the answer is remembered: a second roll of the dice would be another key.
*/}}
{{- define "gateway.sessionKeyData" -}}
{{- if not (hasKey .Values.sessionKeys "made") }}
{{- $held := dig "data" (dict) (lookup "v1" "Secret" .Release.Namespace (include "gateway.sessionSecret" .) | default (dict)) }}
{{- $data := dict }}
{{- range .Values.sessionKeys.names }}
{{- $_ := set $data . (get $held . | default (randBytes 32 | b64enc)) }}
{{- end }}
{{- $_ := set .Values.sessionKeys "made" $data }}
{{- end }}
{{- toYaml .Values.sessionKeys.made }}
{{- end }}

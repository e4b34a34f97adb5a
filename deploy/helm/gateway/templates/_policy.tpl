{{- define "gateway.policyConfigMap" -}}
{{- if and .Values.policy.inline .Values.policy.existingConfigMap }}
{{- fail "Set policy.inline or policy.existingConfigMap, not both." }}
{{- end }}
{{- if not (or .Values.policy.inline .Values.policy.existingConfigMap) }}
{{- fail "A policy is required: --set-file policy.inline=policy.yaml, or policy.existingConfigMap." }}
{{- end }}
{{- .Values.policy.existingConfigMap | default (printf "%s-policy" (include "gateway.stem" .)) }}
{{- end }}

{{- define "gateway.policyFile" -}}
/etc/gateway/policy/{{ .Values.policy.key }}
{{- end }}

{{/* The directory, never a subPath: Kubernetes swaps its ..data symlink when the ConfigMap changes, and the gateway reloads. */}}
{{- define "gateway.policyMount" -}}
name: policy
mountPath: /etc/gateway/policy
readOnly: true
{{- end }}

{{- define "gateway.policyVolume" -}}
name: policy
configMap:
  name: {{ include "gateway.policyConfigMap" . }}
{{- end }}

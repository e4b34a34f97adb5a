{{/* A budget that lets no pod go holds up every drain of a node, and with it the cluster's upgrade. Percentages are rounded up, as Kubernetes does. */}}
{{- define "gateway.checkDisruptionBudget" -}}
{{- $budget := .Values.podDisruptionBudget }}
{{- $key := ternary "replicaCount" "autoscaling.minReplicas" (not .Values.autoscaling.enabled) }}
{{- $replicas := ternary .Values.replicaCount .Values.autoscaling.minReplicas (not .Values.autoscaling.enabled) | int }}
{{- if not (kindIs "invalid" $budget.minAvailable) }}
{{- $kept := regexFind "^[0-9]+" (toString $budget.minAvailable) | int }}
{{- if hasSuffix "%" (toString $budget.minAvailable) }}
{{- $kept = div (add (mul $replicas $kept) 99) 100 | int }}
{{- end }}
{{- if and (gt $replicas 0) (ge $kept $replicas) }}
{{- fail (printf "podDisruptionBudget.minAvailable (%v) lets no pod go where there are %d (%s): no node that has one could be drained. Set it lower, use podDisruptionBudget.maxUnavailable, or run more pods." $budget.minAvailable $replicas $key) }}
{{- end }}
{{- else if has (toString $budget.maxUnavailable) (list "0" "0%" "00%") }}
{{- fail (printf "podDisruptionBudget.maxUnavailable (%v) lets no pod go: no node that has one could be drained. Set it to 1 or more." $budget.maxUnavailable) }}
{{- end }}
{{- end }}

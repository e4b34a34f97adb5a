{{- define "gateway.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "gateway.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- $name := include "gateway.name" . }}
{{- if contains $name .Release.Name }}
{{- .Release.Name | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- end }}
{{- end }}

{{/* For names with a suffix of ten characters at most. */}}
{{- define "gateway.stem" -}}
{{- include "gateway.fullname" . | trunc 52 | trimSuffix "-" }}
{{- end }}

{{- define "gateway.selectorLabels" -}}
app.kubernetes.io/name: {{ include "gateway.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: gateway
{{- end }}

{{/* Nothing in them changes while the release lives, so that they may stand in a pod template. */}}
{{- define "gateway.podLabels" -}}
{{ include "gateway.selectorLabels" . }}
{{- range $key, $value := merge (dict) .Values.podLabels .Values.commonLabels }}
{{ $key }}: {{ $value | quote }}
{{- end }}
{{- end }}

{{- define "gateway.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
app.kubernetes.io/name: {{ include "gateway.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- range $key, $value := .Values.commonLabels }}
{{ $key }}: {{ $value | quote }}
{{- end }}
{{- end }}

{{- define "gateway.image" -}}
{{- if .Values.image.digest }}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest }}
{{- else }}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) }}
{{- end }}
{{- end }}

{{- define "gateway.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "gateway.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- default "default" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{- define "gateway.scheme" -}}
{{- ternary "https" "http" (not (empty .Values.tls.existingSecret)) }}
{{- end }}

{{/* Where a pod says that it lives: on the management port where there is one, whose connections are counted apart, so that a pod that is full is not restarted. */}}
{{- define "gateway.aliveAt" -}}
port: {{ ternary "management" (include "gateway.scheme" .) .Values.management.enabled }}
scheme: {{ ternary "HTTP" (include "gateway.scheme" . | upper) .Values.management.enabled }}
{{- end }}

{{/* The port that a URL leads to. */}}
{{- define "gateway.port" -}}
{{- $scheme := regexFind "^https?" . }}
{{- regexFind "[0-9]+$" (regexFind ":[0-9]+$" (regexFind "^https?://[^/]+" .)) | default (ternary "443" "80" (eq $scheme "https")) }}
{{- end }}

{{- define "gateway.containerPort" -}}
{{- ternary 8443 8080 (not (empty .Values.tls.existingSecret)) }}
{{- end }}

{{- define "gateway.servicePort" -}}
{{- .Values.service.port | default (ternary 443 80 (not (empty .Values.tls.existingSecret))) }}
{{- end }}

{{/* The Secrets of which each entry is a setting, as files of their settings' names; what else a Secret holds is left out. */}}
{{- define "gateway.settingsVolume" -}}
name: settings
projected:
  # Readable by the group that fsGroup names.
  defaultMode: 0440
  sources:
    - secret:
        name: {{ include "gateway.sessionSecret" . | quote }}
        items:
          {{- range $i, $name := .Values.sessionKeys.names }}
          - key: {{ $name | quote }}
            path: Gateway__Sessions__Keys__{{ $i }}
          {{- end }}
    {{- with .Values.redis }}
    {{- if .existingSecret }}
    - secret:
        name: {{ .existingSecret | quote }}
        items:
          - key: {{ .key | quote }}
            path: Gateway__Redis
    {{- end }}
    {{- end }}
    {{- with .Values.gateway.portal }}
    {{- if and .clientId .existingSecret }}
    - secret:
        name: {{ .existingSecret | quote }}
        items:
          - key: {{ .key | quote }}
            path: Gateway__Portal__ClientSecret
    {{- end }}
    {{- end }}
{{- end }}

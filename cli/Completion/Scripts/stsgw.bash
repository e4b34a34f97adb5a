# Completion for stsgw in bash: source <(stsgw completion bash)
_stsgw() {
    local line=${COMP_LINE#* } cur=${COMP_LINE:0:COMP_POINT} word
    local point=$((COMP_POINT - ${#COMP_LINE} + ${#line}))
    cur=${cur##*[[:space:]]}
    # What bash counts as the current word begins after the last of these signs; only that part is replaced.
    local before=${cur%"${cur##*[:=@]}"}
    COMPREPLY=()
    # No word is expanded or evaluated: role names come from a server.
    while IFS= read -r word; do
        if [[ $word == "$cur"* ]]; then
            COMPREPLY+=("$(printf '%q' "${word#"$before"}")")
        fi
    done < <("${COMP_WORDS[0]}" "[suggest:$point]" "$line" 2>/dev/null)
}
complete -o default -F _stsgw stsgw

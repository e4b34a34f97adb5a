#compdef stsgw
# Completion for stsgw in zsh: source <(stsgw completion zsh), or as a file _stsgw in $fpath
_stsgw() {
    local line="${(j: :)words[2,CURRENT]}"
    local -a found
    found=("${(@f)$("${words[1]}" "[suggest:${#line}]" "$line" 2>/dev/null)}")
    found=("${(@)found:#}")
    if (( ${#found} )); then
        compadd -- "${found[@]}"
    else
        _files
    fi
}
if [ "$funcstack[1]" = "_stsgw" ]; then
    _stsgw "$@"
else
    compdef _stsgw stsgw
fi

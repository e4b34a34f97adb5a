# Completion for stsgw in fish: stsgw completion fish | source
function __stsgw_complete
    set -l words (commandline -opc)
    set -l line (commandline -cp | string replace -r '^\s*\S+\s' '')
    $words[1] "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
end
complete -c stsgw -f -a '(__stsgw_complete)'

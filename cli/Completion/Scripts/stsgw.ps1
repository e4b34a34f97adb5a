# Completion for stsgw in PowerShell: stsgw completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName stsgw -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $program = $commandAst.CommandElements[0]
    $skipped = $program.Extent.EndOffset - $commandAst.Extent.StartOffset + 1
    $line = $commandAst.ToString()
    $line = if ($line.Length -gt $skipped) { $line.Substring($skipped) } else { '' }
    $point = [Math]::Max(0, $cursorPosition - $commandAst.Extent.StartOffset - $skipped)
    $line = $line.PadRight($point)
    & $program.Value "[suggest:$point]" $line 2>$null |
        Where-Object { $_ -like "$([WildcardPattern]::Escape($wordToComplete))*" } |
        ForEach-Object {
            $text = if ($_ -match '^[A-Za-z0-9._/:@+=-]+$') { $_ } else { "'" + ($_ -replace "['‘’‚‛]", '$0$0') + "'" }
            [System.Management.Automation.CompletionResult]::new($text, $_, 'ParameterValue', $_)
        }
}

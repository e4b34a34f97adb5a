using System.ComponentModel.DataAnnotations;

namespace Gateway.Policies;

/// <summary>The configuration section <c>Gateway</c>, as far as the policy goes.</summary>
internal sealed class PolicyOptions
{
    /// <summary><c>Gateway:PolicyFile</c>: path of the policy file, absolute or relative to the working directory. Required; watched and reloaded.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "Gateway:PolicyFile is required: the path of the policy file.")]
    public string PolicyFile { get; set; } = "";
}

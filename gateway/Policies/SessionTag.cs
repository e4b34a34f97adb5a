namespace Gateway.Policies;

/// <summary>A session tag: key 1 to 128, value 0 to 256 characters of <c>[\p{L}\p{Z}\p{N}_.:/=+\-@]</c>.</summary>
internal readonly record struct SessionTag(string Key, string Value);

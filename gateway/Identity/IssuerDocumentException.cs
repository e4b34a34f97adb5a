namespace Gateway.Identity;

/// <summary>A document of an issuer's cannot be had or used.</summary>
/// <param name="message">Which one, by the address that was asked, and why.</param>
/// <param name="inner">What it came of.</param>
internal sealed class IssuerDocumentException(string message, Exception? inner = null) : Exception(message, inner);

namespace Gateway.Signing;

/// <summary>Why a signature was refused.</summary>
internal enum SigV4Fault
{
    /// <summary>The request carries no signature at all.</summary>
    NotSigned,

    /// <summary>A SigV2 signature, in the header or in the query.</summary>
    SigV2,

    /// <summary>A SigV4a (AWS4-ECDSA-P256-SHA256) signature.</summary>
    SigV4a,

    /// <summary>Another Authorization scheme or algorithm that begins like an AWS one.</summary>
    UnknownAlgorithm,

    /// <summary>The Authorization header lacks a part, repeats one, or has one of a wrong form.</summary>
    MalformedAuthorization,

    /// <summary>A presigned query lacks a parameter, repeats one, or has one of a wrong form.</summary>
    MalformedQuery,

    /// <summary>More than one signature: two Authorization headers, or a header and a query.</summary>
    SeveralSignatures,

    /// <summary>No date, several, or one that is none.</summary>
    BadDate,

    /// <summary>The scope's date is not the date of the signature.</summary>
    ScopeDateDiffers,

    /// <summary>SignedHeaders without host, or a header that must be signed and is not.</summary>
    UnsignedHeader,

    /// <summary>A header stands in SignedHeaders and not in the request.</summary>
    MissingSignedHeader,

    /// <summary>The signature's date is more than the allowed skew away from now.</summary>
    TimeTooSkewed,

    /// <summary>A presigned request whose time is over.</summary>
    Expired,

    /// <summary>The date of a presigned request lies in the future.</summary>
    NotYetValid,

    /// <summary>Everything has its form, and the signature is another one.</summary>
    SignatureMismatch,
}

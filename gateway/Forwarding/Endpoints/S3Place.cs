namespace Gateway.Forwarding.Endpoints;

/// <summary>Which of S3's hosts a request is for.</summary>
/// <param name="Family">The hosts.</param>
/// <param name="Variant">Which kind of them.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Region">The region.</param>
/// <param name="Prefix">Bucket or access point with its dot; empty: none.</param>
/// <param name="Control">S3 Control, which some of S3's hosts answer for as well.</param>
internal readonly record struct S3Place(EndpointFamily Family, EndpointVariant Variant, AwsPartition Partition, string Region, string Prefix, AwsService Control);

namespace Gateway.Policies.Reading;

/// <summary>What a scalar is by YAML 1.2's core schema (section 10.3), which is JSON's view of it.</summary>
internal enum ScalarKind
{
    Null,
    Boolean,
    Integer,
    Fraction,
    Text,
}

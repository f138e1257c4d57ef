namespace MLNet.Compression.Training.Tests.Importance;

/// <summary>Where a gate can stand.</summary>
internal enum GateKind
{
    /// <summary>At the context of a whole head.</summary>
    Head,

    /// <summary>At a feature of the queries.</summary>
    Query,

    /// <summary>At a feature of the context.</summary>
    Passing,

    /// <summary>At a neuron before the non-linearity.</summary>
    Incoming,

    /// <summary>At a neuron behind it.</summary>
    Outgoing,

    /// <summary>At a feature of what a layer norm gives.</summary>
    Feature,
}

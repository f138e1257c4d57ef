using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Runtime.Encodings;

/// <summary>Stored weights that can be multiplied in fp32 from where another place holds them.</summary>
internal interface IStoredFloats
{
    /// <summary>Where the weights lie since <see cref="MoveTo"/>; null before.</summary>
    IRowStore<float>? Store { get; }

    /// <summary>Has another place hold the weights, which must have been copied there.</summary>
    void MoveTo(IRowStore<float> store);
}

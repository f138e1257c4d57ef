using Microsoft.ML.Runtime;
using MLNet.Compression.MicrosoftML;

namespace MLNet.Compression.Seeds;

/// <summary>The one seed of a chain of stages.</summary>
/// <param name="Value">The seed.</param>
/// <param name="IsRandom">Whether nobody named it.</param>
internal sealed record ChainSeed(int Value, bool IsRandom)
{
    /// <summary>That of an MLContext, however many components it made before; of one without a seed a random one.</summary>
    /// <param name="environment">The context, or a host of it.</param>
    public static ChainSeed Of(IHostEnvironment environment) =>
        MicrosoftMLInternals.SeedOf(environment) is { } seed ? new ChainSeed(seed, IsRandom: false) : new ChainSeed(Random.Shared.Next(), IsRandom: true);
}

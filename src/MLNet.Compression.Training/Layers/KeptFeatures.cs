using System.Collections.Immutable;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Layers;

/// <summary>Which features of a row count; the others are left out, as if there were fewer features. Immutable.</summary>
internal sealed class KeptFeatures
{
    private readonly int[] _kept;

    /// <param name="features">For each feature whether it counts; at least one does.</param>
    /// <exception cref="ArgumentException">None does.</exception>
    public KeptFeatures(ReadOnlySpan<bool> features)
    {
        Flags = [.. features];
        _kept = [.. Enumerable.Range(0, features.Length).Where(feature => Flags[feature])];
        if (_kept.Length == 0)
        {
            throw new ArgumentException($"None of the {features.Length} features is kept, but one must be.", nameof(features));
        }
    }

    /// <summary>For each feature whether it counts.</summary>
    public ImmutableArray<bool> Flags { get; }

    /// <summary>The features that count, ascending.</summary>
    public IReadOnlyList<int> Kept => _kept;

    /// <summary>A tensor with the kept features alone.</summary>
    /// <param name="tape">The pass.</param>
    /// <param name="full">[rows x features].</param>
    /// <returns>[rows x kept features].</returns>
    public Tensor Gather(Tape tape, Tensor full) => GatherColumnsOperation.Apply(tape, full, _kept);

    /// <summary>A tensor with all features, 0 where they do not count; what it is made of is freed where nothing is recorded.</summary>
    /// <param name="tape">The pass.</param>
    /// <param name="kept">[rows x kept features].</param>
    /// <returns>[rows x features].</returns>
    public Tensor Scatter(Tape tape, Tensor kept)
    {
        var full = ScatterColumnsOperation.Apply(tape, kept, _kept, Flags.Length);
        tape.FreeUnlessTraining(kept);
        return full;
    }

    /// <summary>A tensor with 0 in place of the features that do not count; the tensor itself is freed where nothing is recorded.</summary>
    /// <param name="tape">The pass.</param>
    /// <param name="full">[rows x features].</param>
    public Tensor Mask(Tape tape, Tensor full)
    {
        var kept = Gather(tape, full);
        tape.FreeUnlessTraining(full);
        return Scatter(tape, kept);
    }
}

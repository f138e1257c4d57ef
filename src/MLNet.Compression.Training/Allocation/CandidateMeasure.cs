using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Quantization;

namespace MLNet.Compression.Training.Allocation;

/// <summary>What parts of a model take in number formats, and lose, where each weight becomes what is nearest to it.</summary>
/// <param name="loss">What rounded weights change.</param>
/// <param name="setting">What the rounding depends on.</param>
/// <param name="words">The word embeddings, whose rows <paramref name="setting"/> counts.</param>
internal sealed class CandidateMeasure(RoundingLoss loss, QuantizerSetting setting, Parameter words)
{
    /// <summary>Is shown every weight as it is stored in every format; null where nobody wants to see it.</summary>
    public Action<Parameter, QuantizationScheme, WeightMatrix>? Stored { get; init; }

    /// <summary>The formats that a part could have.</summary>
    /// <exception cref="OperationCanceledException">The environment's token was cancelled.</exception>
    public IReadOnlyList<AllocationCandidate> Of(AllocationPart part) => [.. part.Schemes.Select(scheme => Of(part, scheme))];

    private AllocationCandidate Of(AllocationPart part, QuantizationScheme scheme)
    {
        setting.Environment.CancellationToken.ThrowIfCancellationRequested();
        var roundings = part.Weights.Select(weight => (Weight: weight, Rounding: scheme.Create(weight, SettingFor(weight)))).ToArray();
        foreach (var (weight, rounding) in roundings)
        {
            weight.Add(rounding);
        }

        try
        {
            return new AllocationCandidate(scheme, part.Weights.Sum(weight => BytesOf(weight, scheme)), loss.Of(part.Weights));
        }
        finally
        {
            foreach (var (weight, rounding) in roundings)
            {
                weight.Remove(rounding);
            }
        }
    }

    private long BytesOf(Parameter weight, QuantizationScheme scheme)
    {
        var matrix = CompressedModelEncoder.Encode(weight, ValueFormat.Float32);
        Stored?.Invoke(weight, scheme, matrix);
        return matrix.SizeInBytes;
    }

    private QuantizerSetting SettingFor(Parameter weight) => setting.For(weight) with { RowCounts = ReferenceEquals(weight, words) ? setting.RowCounts : null };
}

using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Quantization;

namespace MLNet.Compression.Training.Allocation;

/// <summary>What parts of a model take in number formats, and lose.</summary>
/// <param name="fisher">What changes of weights do.</param>
/// <param name="setting">What the rounding depends on.</param>
/// <param name="words">The word embeddings, whose rows <paramref name="setting"/> counts.</param>
internal sealed class CandidateMeasure(FisherDiagonal fisher, QuantizerSetting setting, Parameter words)
{
    /// <summary>The formats that a part could have, where each weight becomes what is nearest to it.</summary>
    /// <exception cref="OperationCanceledException">The environment's token was cancelled.</exception>
    public IReadOnlyList<AllocationCandidate> Of(AllocationPart part) => [.. part.Schemes.Select(scheme =>
    {
        setting.Environment.CancellationToken.ThrowIfCancellationRequested();
        var each = part.Weights.Select(weight => Of(weight, scheme)).ToArray();
        return new AllocationCandidate(scheme, each.Sum(one => one.Bytes), each.Sum(one => one.Change));
    })];

    private (long Bytes, double Change) Of(Parameter weight, QuantizationScheme scheme)
    {
        var before = weight.ToStore().Values;
        var rounding = scheme.Create(weight, setting with
        {
            KeepsZeros = weight.Parametrizations.Any(parametrization => parametrization.RemovesWeights),
            RowCounts = ReferenceEquals(weight, words) ? setting.RowCounts : null,
        });
        weight.Add(rounding);
        try
        {
            return (CompressedModelEncoder.Encode(weight, ValueFormat.Float32).SizeInBytes, fisher.ChangeOf(weight, before, weight.ToStore().Values));
        }
        finally
        {
            weight.Remove(rounding);
        }
    }
}

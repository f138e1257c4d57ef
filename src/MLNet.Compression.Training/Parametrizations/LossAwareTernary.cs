using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;
using MLNet.Compression.Training.States;

namespace MLNet.Compression.Training.Parametrizations;

/// <summary>
/// Loss-aware ternary weights, LAT (Hou and Kwok 2018, section 3.1): of each row α and b in {−1, 0, 1} of little ½ Σ d (α b − w)², with the curvature d. b is
/// sign(w) where |w| > α / 2, else 0; α = Σ d |b w| / Σ d |b|. The gradient passes straight through.
/// </summary>
/// <remarks>
/// The paper's approximate form, LAT_a: b and α take turns until neither changes, at most ten times; here from the threshold of Li et al. 2016, 0.7 · mean|w|, in place
/// of the last step's α, so that α depends on weights and curvature alone. Removed weights, which are 0, stay so.
/// </remarks>
/// <param name="curvature">d; all of the table's where some rows are looked up.</param>
/// <param name="keepsZeros">Whether zeros are removed weights, which do not count for the first threshold.</param>
/// <param name="scope">Which weights share α: those of a row, or of a group of a row.</param>
internal sealed class LossAwareTernary(Curvature curvature, bool keepsZeros = false, ScaleScope? scope = null) : Parametrization, ICurved
{
    private const double FirstThreshold = 0.7;
    private const int Turns = 10;
    private readonly ScaleScope _scope = scope ?? ScaleScope.Row;

    /// <inheritdoc/>
    public Curvature Curvature => curvature;

    /// <inheritdoc/>
    public override void Save(StateWriter writer) => curvature.Save(writer);

    /// <inheritdoc/>
    public override void Load(StateReader reader) => curvature.Load(reader);

    /// <inheritdoc/>
    public override Tensor Apply(Tape tape, Tensor weight) => StraightThroughOperation.Apply(tape, weight, (row, input, output) => RoundRow(input, curvature.Row(row), output));

    /// <inheritdoc/>
    public override Tensor ApplyRows(Tape tape, Tensor rows, int[] numbers) =>
        StraightThroughOperation.Apply(tape, rows, (row, input, output) => RoundRow(input, curvature.Row(numbers[row]), output));

    /// <inheritdoc/>
    public override ValueFormat StorageOf(Tensor weight) => _scope.GroupSize is { } size ? ValueFormat.TernaryInGroups(size) : ValueFormat.Ternary(scalePerRow: true);

    private void RoundRow(ReadOnlySpan<float> weights, ReadOnlySpan<float> diagonal, Span<float> output)
    {
        for (var segment = 0; segment < _scope.SegmentsOf(weights.Length); segment++)
        {
            var range = _scope.ColumnsOf(segment, weights.Length);
            Round(weights[range], diagonal[range], output[range]);
        }
    }

    private void Round(ReadOnlySpan<float> weights, ReadOnlySpan<float> diagonal, Span<float> output)
    {
        var threshold = FirstThreshold * MeanMagnitude(weights);
        var scale = ScaleOf(weights, diagonal, threshold);
        for (var turn = 1; turn < Turns && threshold != scale / 2; turn++)
        {
            threshold = scale / 2;
            scale = ScaleOf(weights, diagonal, threshold);
        }

        var stored = _scope.Stored(scale);
        for (var i = 0; i < weights.Length; i++)
        {
            output[i] = Math.Abs(weights[i]) > threshold ? MathF.CopySign(stored, weights[i]) : 0;
        }
    }

    /// <summary>Σ d |w| / Σ d over the weights beyond a threshold; 0 where there are none.</summary>
    private static double ScaleOf(ReadOnlySpan<float> weights, ReadOnlySpan<float> diagonal, double threshold)
    {
        var (sum, all) = (0.0, 0.0);
        for (var i = 0; i < weights.Length; i++)
        {
            double magnitude = Math.Abs(weights[i]);
            if (magnitude > threshold)
            {
                sum += diagonal[i] * magnitude;
                all += diagonal[i];
            }
        }

        return all == 0 ? 0 : sum / all;
    }

    private double MeanMagnitude(ReadOnlySpan<float> weights)
    {
        var (sum, count) = (0.0, weights.Length);
        foreach (var weight in weights)
        {
            sum += Math.Abs(weight);
            count -= keepsZeros && weight == 0 ? 1 : 0;
        }

        return sum / Math.Max(1, count);
    }
}

using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Objectives;

/// <summary>
/// Cross-entropy of hidden pieces where the logits [tokens x pieces] are of two vocabularies one behind the other: each token's softmax is over
/// the vocabulary that its word was split by (Zhao et al. 2019).
/// </summary>
internal sealed class PieceLabels : LogitTerm
{
    private readonly int _start;

    /// <param name="start">The first piece of the second vocabulary.</param>
    public PieceLabels(int start) => (_start, Rows) = (start, LogitRows.Labelled);

    /// <inheritdoc/>
    public override string Name => "token labels";

    /// <inheritdoc/>
    protected override double EvaluateRow(ObjectiveContext context, int row, ReadOnlySpan<float> logits, Span<double> gradient)
    {
        var label = context.Targets.TokenLabels[context.Student.PlaceOf(row)];
        var own = label < _start ? .._start : _start..;
        gradient.Clear();
        return CrossEntropy.Row(logits[own], label < _start ? label : label - _start, smoothing: 0, gradient[own]);
    }
}

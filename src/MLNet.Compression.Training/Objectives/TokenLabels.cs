using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Objectives;

/// <summary>Cross-entropy of logits for each token [tokens x classes] with the token's label, averaged over the labelled tokens.</summary>
/// <remarks>Masked language modelling (Devlin et al. 2019), where the classes are the vocabulary, and token classification.</remarks>
internal sealed class TokenLabels : LogitTerm
{
    public TokenLabels() => Rows = LogitRows.Labelled;

    /// <inheritdoc/>
    public override string Name => "token labels";

    /// <inheritdoc/>
    protected override double EvaluateRow(ObjectiveContext context, int row, ReadOnlySpan<float> logits, Span<double> gradient) =>
        CrossEntropy.Row(logits, context.Targets.TokenLabels[context.Student.PlaceOf(row)], smoothing: 0, gradient);
}

using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Objectives;

/// <summary>Mean of (s − t)² over all raw attention scores of a layer pair, averaged over the pairs (TinyBERT, eq. 7).</summary>
/// <remarks>TinyBERT's code sums over the layers and averages over padded scores too; here no padding exists.</remarks>
/// <param name="pairs">The layer map.</param>
internal sealed class AttentionScores(IReadOnlyList<LayerPair> pairs) : ObjectiveTerm
{
    /// <inheritdoc/>
    public override string Name => "attention";

    /// <inheritdoc/>
    public override OutputNeeds StudentNeeds => OutputNeeds.Nothing with { AttentionScores = [.. pairs.Select(pair => pair.Student)] };

    /// <inheritdoc/>
    public override OutputNeeds TeacherNeeds => OutputNeeds.Nothing with { AttentionScores = [.. pairs.Select(pair => pair.Teacher)] };

    /// <inheritdoc/>
    public override double Evaluate(ObjectiveContext context, double weight)
    {
        var loss = 0.0;
        foreach (var pair in pairs)
        {
            var student = context.Student.AttentionScores[pair.Student]!;
            var teacher = context.Teacher.AttentionScores[pair.Teacher]!;
            loss += MeanSquaredError.Evaluate(context, student, teacher, weight / pairs.Count);
        }

        return loss / pairs.Count;
    }
}

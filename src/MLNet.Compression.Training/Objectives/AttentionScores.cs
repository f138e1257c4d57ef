using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Objectives;

/// <summary>Mean of (s − t)² over all raw attention scores of a layer pair, averaged over the pairs (TinyBERT, eq. 7).</summary>
/// <remarks>TinyBERT's code sums over the layers and averages over padded scores too; here no padding exists.</remarks>
/// <param name="pairs">The layer map; as many heads in the student's layer as in the teacher's.</param>
/// <param name="averaging">Whether each score counts alike, or each sequence.</param>
internal sealed class AttentionScores(IReadOnlyList<LayerPair> pairs, Averaging averaging = Averaging.Element) : ObjectiveTerm
{
    /// <inheritdoc/>
    public override string Name => "attention";

    /// <inheritdoc/>
    public override OutputNeeds StudentNeeds => OutputNeeds.Nothing with { AttentionScores = [.. pairs.Select(pair => pair.Student)] };

    /// <inheritdoc/>
    public override OutputNeeds TeacherNeeds => OutputNeeds.Nothing with { AttentionScores = [.. pairs.Select(pair => pair.Teacher)] };

    /// <inheritdoc/>
    public override double Extent(BatchExtent batch) => averaging == Averaging.Element ? batch.TokenPairs : batch.Sequences;

    /// <inheritdoc/>
    public override double Evaluate(ObjectiveContext context, double weight)
    {
        var loss = 0.0;
        foreach (var pair in pairs)
        {
            var student = context.Student.AttentionScores[pair.Student]!;
            var teacher = context.Teacher.AttentionScores[pair.Teacher]!;
            loss += averaging == Averaging.Element
                ? MeanSquaredError.Evaluate(context, student, teacher, weight / pairs.Count)
                : MeanOfSequences(context, student, teacher, context.Student.Layouts[pair.Student], weight / pairs.Count);
        }

        return loss / pairs.Count;
    }

    private static double MeanOfSequences(ObjectiveContext context, Tensor student, Tensor teacher, AttentionLayout layout, double weight)
    {
        var counts = Enumerable.Range(0, layout.SequenceCount).Select(layout.CountOf).ToArray();
        var shares = SequenceShares.OfElement(counts, Averaging.Sequence);
        var loss = 0.0;
        for (var s = 0; s < counts.Length; s++)
        {
            loss += shares[s] * MeanSquaredError.Sum(context, student, teacher, (int)layout.OffsetOf(s, 0), (int)counts[s], weight * shares[s]);
        }

        return loss;
    }
}

using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Objectives;

/// <summary>MiniLM's attention transfer (Wang et al. 2020, eq. 6): KL(teacher ‖ student) of the attention probabilities, softmax of the raw scores.</summary>
/// <param name="pairs">The layer map; in the paper, the last layers alone.</param>
/// <param name="averaging">Whether each token counts alike, or each sequence.</param>
internal sealed class AttentionRelations(IReadOnlyList<LayerPair> pairs, Averaging averaging = Averaging.Element) : RelationTerm(pairs, averaging)
{
    /// <inheritdoc/>
    public override string Name => "attention relations";

    /// <inheritdoc/>
    public override OutputNeeds StudentNeeds => OutputNeeds.Nothing with { AttentionScores = [.. Pairs.Select(pair => pair.Student)] };

    /// <inheritdoc/>
    public override OutputNeeds TeacherNeeds => OutputNeeds.Nothing with { AttentionScores = [.. Pairs.Select(pair => pair.Teacher)] };

    /// <inheritdoc/>
    protected override void OpenGradient(ObjectiveContext context, LayerPair pair) =>
        context.Student.AttentionScores[pair.Student]!.AddableGradient(context.Buffers);

    /// <inheritdoc/>
    protected override double EvaluateHead(ObjectiveContext context, LayerPair pair, RelationHead head, float weight)
    {
        var student = context.Student.AttentionScores[pair.Student]!;
        var teacher = context.Teacher.AttentionScores[pair.Teacher]!;
        var layout = context.Student.Layouts[pair.Student];
        var n = layout.LengthOf(head.Sequence);
        var scratch = new float[2 * n];
        var loss = 0.0;
        for (var row = 0; row < n; row++)
        {
            var start = (int)layout.OffsetOf(head.Sequence, head.Head) + (row * n);
            loss += RowDivergence.Add(
                student.ValueSpan.Slice(start, n), teacher.ValueSpan.Slice(start, n), weight, student.GradientSpan.Slice(start, n), scratch);
        }

        return loss;
    }
}

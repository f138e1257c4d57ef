using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Objectives;

/// <summary>Mean over heads, sequences and tokens of KL(teacher ‖ student) of how much each token relates to the others, averaged over the layer pairs.</summary>
/// <param name="pairs">The layer map; as many heads in the student's layer as in the teacher's.</param>
/// <param name="averaging">Whether each token counts alike, or each sequence.</param>
internal abstract class RelationTerm(IReadOnlyList<LayerPair> pairs, Averaging averaging) : ObjectiveTerm
{
    /// <summary>The layer map.</summary>
    protected IReadOnlyList<LayerPair> Pairs { get; } = pairs;

    /// <inheritdoc/>
    public sealed override double Extent(BatchExtent batch) => averaging == Averaging.Element ? batch.Tokens : batch.Sequences;

    /// <inheritdoc/>
    public sealed override double Evaluate(ObjectiveContext context, double weight)
    {
        var loss = 0.0;
        foreach (var pair in Pairs)
        {
            loss += EvaluatePair(context, pair, weight / Pairs.Count);
        }

        return loss / Pairs.Count;
    }

    /// <summary>Makes the student's tensor ready to receive gradients.</summary>
    protected abstract void OpenGradient(ObjectiveContext context, LayerPair pair);

    /// <summary>Σ over the tokens of one sequence and head of KL(teacher ‖ student); adds <paramref name="weight"/> times its gradient.</summary>
    /// <remarks>Runs for several sequences and heads at once.</remarks>
    protected abstract double EvaluateHead(ObjectiveContext context, LayerPair pair, int sequence, int head, float weight);

    private double EvaluatePair(ObjectiveContext context, LayerPair pair, double weight)
    {
        var (layout, teacher) = (context.Student.Layouts[pair.Student], context.Teacher.Layouts[pair.Teacher]);
        if (layout.Heads != teacher.Heads)
        {
            throw new ArgumentException(
                $"Student layer {pair.Student} has {layout.Heads} heads, teacher layer {pair.Teacher} has {teacher.Heads}: relations are compared head by head.");
        }

        OpenGradient(context, pair);
        var shares = Shares(layout);
        var losses = new double[layout.SequenceCount * layout.Heads];
        context.Workers.For(losses.Length, i =>
        {
            var (sequence, head) = (i / layout.Heads, i % layout.Heads);
            losses[i] = shares[sequence] * EvaluateHead(context, pair, sequence, head, (float)(weight * shares[sequence]));
        });
        return losses.Sum();
    }

    /// <summary>How much one token of one head counts, for each sequence.</summary>
    private double[] Shares(AttentionLayout layout) =>
        SequenceShares.OfElement([.. Enumerable.Range(0, layout.SequenceCount).Select(s => (long)layout.Heads * layout.LengthOf(s))], averaging);
}

using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Objectives;

/// <summary>Mean over heads, sequences and tokens of KL(teacher ‖ student) of how much each token relates to the others, averaged over the layer pairs.</summary>
/// <param name="pairs">The layer map.</param>
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

    /// <summary>How many heads of both layers are compared: as many as they have, unless a term splits its tensors anew.</summary>
    /// <exception cref="ArgumentException">The layers cannot be compared.</exception>
    protected virtual int HeadsOf(ObjectiveContext context, LayerPair pair)
    {
        var (student, teacher) = (context.Student.Layouts[pair.Student].Heads, context.Teacher.Layouts[pair.Teacher].Heads);
        return student == teacher
            ? student
            : throw new ArgumentException(
                $"Student layer {pair.Student} has {student} heads, teacher layer {pair.Teacher} has {teacher}: relations are compared head by head.");
    }

    /// <summary>Σ over the tokens of one sequence and head of KL(teacher ‖ student); adds <paramref name="weight"/> times its gradient.</summary>
    /// <remarks>Runs for several sequences and heads at once.</remarks>
    protected abstract double EvaluateHead(ObjectiveContext context, LayerPair pair, RelationHead head, float weight);

    private double EvaluatePair(ObjectiveContext context, LayerPair pair, double weight)
    {
        var heads = HeadsOf(context, pair);
        OpenGradient(context, pair);
        var layout = context.Student.Layouts[pair.Student];
        var shares = Shares(layout, heads);
        var losses = new double[layout.SequenceCount * heads];
        context.Workers.For(losses.Length, i =>
        {
            var head = new RelationHead(i / heads, i % heads, heads);
            losses[i] = shares[head.Sequence] * EvaluateHead(context, pair, head, (float)(weight * shares[head.Sequence]));
        });
        return losses.Sum();
    }

    /// <summary>How much one token of one head counts, for each sequence.</summary>
    private double[] Shares(AttentionLayout layout, int heads) =>
        SequenceShares.OfElement([.. Enumerable.Range(0, layout.SequenceCount).Select(s => (long)heads * layout.LengthOf(s))], averaging);
}

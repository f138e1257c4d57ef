using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Objectives;

/// <summary>A loss of how the [CLS] states of a step's sequences relate to each other, averaged over the layer pairs.</summary>
/// <remarks>
/// Where a step is one batch this is a term as others are. Where it is split into several, <see cref="Gather"/> takes the states of each in
/// a first pass, <see cref="Relate"/> gives the gradient with respect to all of them, and <see cref="Receive"/> hands each batch its rows
/// in a second pass: gradient caching (Gao et al. 2021), which is exact.
/// </remarks>
/// <param name="pairs">The layers whose states are compared; usually the last of each.</param>
internal abstract class SequenceRelations(IReadOnlyList<LayerPair> pairs) : LayerTerm(pairs)
{
    /// <inheritdoc/>
    protected sealed override bool ReadsFirstTokens => true;

    /// <summary>What the term relates of a batch, for each pair of layers.</summary>
    public IReadOnlyList<SequenceStates> Gather(ObjectiveContext context) => [.. Pairs.Select(pair => StatesOf(
        context.Student.HiddenStates[pair.Student]!, context.Teacher.HiddenStates[pair.Teacher]!, context.Student.Layouts[pair.Student]))];

    /// <summary>The loss of all sequences of a step, and the gradient for each of its batches.</summary>
    /// <param name="batches">What <see cref="Gather"/> gave for each.</param>
    /// <param name="workers">Threads.</param>
    public IReadOnlyList<RelationGradient> Relate(IReadOnlyList<IReadOnlyList<SequenceStates>> batches, WorkerPool workers)
    {
        var relations = Pairs.Select((_, pair) => Differentiate(SequenceStates.Join(batches.Select(batch => batch[pair])), workers)).ToArray();
        var loss = relations.Average(relation => relation.Loss);
        var gradients = new List<RelationGradient>();
        var start = 0;
        foreach (var count in batches.Select(batch => batch[0].Student.Length))
        {
            var rows = start..(start + count);
            gradients.Add(new(loss, [.. relations.Select(relation => relation.Gradient[rows])]));
            start += count;
        }

        return gradients;
    }

    /// <summary>Adds <paramref name="weight"/> times what a batch receives of its step's gradient to the student's states.</summary>
    public void Receive(ObjectiveContext context, RelationGradient received, double weight)
    {
        foreach (var (pair, gradient) in Pairs.Zip(received.States))
        {
            FirstTokens.AddGradient(context, context.Student.HiddenStates[pair.Student]!, context.Student.Layouts[pair.Student], gradient, weight / Pairs.Count);
        }
    }

    /// <inheritdoc/>
    protected sealed override double EvaluatePair(ObjectiveContext context, Tensor student, Tensor teacher, AttentionLayout layout, double weight)
    {
        var (loss, gradient) = Differentiate(StatesOf(student, teacher, layout), context.Workers);
        FirstTokens.AddGradient(context, student, layout, gradient, weight);
        return loss;
    }

    /// <summary>The loss of one pair of layers, and its gradient with respect to the student's states.</summary>
    protected abstract (double Loss, double[][] Gradient) Differentiate(SequenceStates states, WorkerPool workers);

    private static SequenceStates StatesOf(Tensor student, Tensor teacher, AttentionLayout layout) =>
        new(FirstTokens.Read(student, layout), FirstTokens.Read(teacher, layout));
}

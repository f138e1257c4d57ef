using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Objectives;

/// <summary>A loss of the hidden states of mapped layers, averaged over the layer pairs.</summary>
/// <param name="pairs">The layer map.</param>
internal abstract class LayerTerm(IReadOnlyList<LayerPair> pairs) : ObjectiveTerm
{
    /// <summary>The layer map.</summary>
    protected IReadOnlyList<LayerPair> Pairs { get; } = pairs;

    /// <inheritdoc/>
    public sealed override OutputNeeds StudentNeeds => OutputNeeds.Nothing with { HiddenStates = [.. Pairs.Select(pair => pair.Student)] };

    /// <inheritdoc/>
    public sealed override OutputNeeds TeacherNeeds => OutputNeeds.Nothing with { HiddenStates = [.. Pairs.Select(pair => pair.Teacher)] };

    /// <inheritdoc/>
    public sealed override double Extent(BatchExtent batch) => ReadsFirstTokens ? batch.Sequences : batch.Tokens;

    /// <summary>Whether the term reads the state of each sequence's first token alone, so that its mean is over sequences, not over tokens.</summary>
    protected virtual bool ReadsFirstTokens => false;

    /// <inheritdoc/>
    public sealed override double Evaluate(ObjectiveContext context, double weight)
    {
        var loss = 0.0;
        foreach (var pair in Pairs)
        {
            loss += EvaluatePair(
                context,
                context.Student.HiddenStates[pair.Student]!,
                context.Teacher.HiddenStates[pair.Teacher]!,
                context.Student.Layouts[pair.Student],
                weight / Pairs.Count);
        }

        return loss / Pairs.Count;
    }

    /// <summary>The loss of one pair; adds <paramref name="weight"/> times its gradient to the student's states.</summary>
    /// <param name="context">The step.</param>
    /// <param name="student">The student layer's output [tokens x its hidden size].</param>
    /// <param name="teacher">The teacher layer's output [tokens x its hidden size].</param>
    /// <param name="layout">Where the sequences start.</param>
    /// <param name="weight">Multiplies the gradient.</param>
    protected abstract double EvaluatePair(ObjectiveContext context, Tensor student, Tensor teacher, AttentionLayout layout, double weight);
}

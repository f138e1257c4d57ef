using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Objectives;

/// <summary>Mean squared error of projected hidden states, one projection for all layer pairs, averaged over the pairs (TinyBERT, eq. 8).</summary>
internal sealed class HiddenStates : LayerTerm
{
    private readonly ProjectedStates? _projection;

    /// <param name="pairs">The layer map.</param>
    /// <param name="studentSize">The student's hidden size.</param>
    /// <param name="teacherSize">The teacher's hidden size; where it is the student's, states are compared as they are.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="features">For each student feature the teacher's that it was taken from, or null.</param>
    public HiddenStates(IReadOnlyList<LayerPair> pairs, int studentSize, int teacherSize, ulong seed, int[]? features = null)
        : base(pairs) =>
        _projection = studentSize == teacherSize ? null : new ProjectedStates("distillation.hidden_projection", studentSize, teacherSize, seed, features);

    /// <summary>Layer by layer, between two models of one shape.</summary>
    public static HiddenStates OfSameShape(BertShape shape) =>
        new([.. Enumerable.Range(0, shape.Layers.Length).Select(layer => new LayerPair(layer, layer))], shape.HiddenSize, shape.HiddenSize, seed: 0);

    /// <inheritdoc/>
    public override string Name => "hidden";

    /// <inheritdoc/>
    public override IEnumerable<Parameter> Parameters => _projection is null ? [] : [_projection.Projection];

    /// <inheritdoc/>
    protected override double EvaluatePair(ObjectiveContext context, Tensor student, Tensor teacher, AttentionLayout layout, double weight) =>
        _projection?.Evaluate(context, student, teacher, weight) ?? MeanSquaredError.Evaluate(context, student, teacher, weight);
}

using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Objectives;

/// <summary>Mean squared error of projected hidden states, one projection for all layer pairs, averaged over the pairs (TinyBERT, eq. 8).</summary>
internal sealed class HiddenStates : ObjectiveTerm
{
    private readonly IReadOnlyList<LayerPair> _pairs;
    private readonly ProjectedStates? _projection;

    /// <param name="pairs">The layer map.</param>
    /// <param name="studentSize">The student's hidden size.</param>
    /// <param name="teacherSize">The teacher's hidden size; where it is the student's, states are compared as they are.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="features">For each student feature the teacher's that it was taken from, or null.</param>
    public HiddenStates(IReadOnlyList<LayerPair> pairs, int studentSize, int teacherSize, ulong seed, int[]? features = null)
    {
        _pairs = pairs;
        _projection = studentSize == teacherSize ? null : new ProjectedStates("distillation.hidden_projection", studentSize, teacherSize, seed, features);
    }

    /// <summary>Layer by layer, between two models of one shape.</summary>
    public static HiddenStates OfSameShape(BertShape shape) =>
        new([.. Enumerable.Range(0, shape.Layers.Length).Select(layer => new LayerPair(layer, layer))], shape.HiddenSize, shape.HiddenSize, seed: 0);

    /// <inheritdoc/>
    public override string Name => "hidden";

    /// <inheritdoc/>
    public override OutputNeeds StudentNeeds => OutputNeeds.Nothing with { HiddenStates = [.. _pairs.Select(pair => pair.Student)] };

    /// <inheritdoc/>
    public override OutputNeeds TeacherNeeds => OutputNeeds.Nothing with { HiddenStates = [.. _pairs.Select(pair => pair.Teacher)] };

    /// <inheritdoc/>
    public override IEnumerable<Parameter> Parameters => _projection is null ? [] : [_projection.Projection];

    /// <inheritdoc/>
    public override double Evaluate(ObjectiveContext context, double weight)
    {
        var loss = 0.0;
        foreach (var pair in _pairs)
        {
            var student = context.Student.HiddenStates[pair.Student]!;
            var teacher = context.Teacher.HiddenStates[pair.Teacher]!;
            var share = weight / _pairs.Count;
            loss += _projection?.Evaluate(context, student, teacher, share) ?? MeanSquaredError.Evaluate(context, student, teacher, share);
        }

        return loss / _pairs.Count;
    }
}

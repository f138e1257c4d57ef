using MLNet.Compression.Training.Distilling.Losses;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression;

/// <summary>
/// How far the first teacher's weights, projected, are from the student's: Σ ‖U θ_t V − θ_s‖², or upwards Σ ‖θ_t − V θ_s U‖², summed over
/// elements and matrices (Zhao et al. 2019, shared projections). Nothing is asked of any text.
/// </summary>
/// <remarks>
/// <para>The projections are learnt beside the models, start at random and are dropped in the end. All matrices share them, by what their sides
/// stand for: hidden features, those of queries, keys and values, those between the feed-forward matrices, and those of embeddings narrower than
/// the layers have a left and a right projection each, as their numbers need not be multiples of each other. Pieces, positions and token types
/// are the same on both sides and are not projected: the tables are compared row by row, of words the student's pieces.</para>
/// <para>Biases and layer norms are left out. A teacher that learns (<see cref="DistillationStage.TeacherLearns"/>) moves toward the student
/// too, as in the paper; any other stays as it is.</para>
/// </remarks>
public sealed record WeightProjectionLoss : DistillationLoss
{
    /// <param name="direction">Which model's matrices are projected.</param>
    /// <param name="weight">
    /// ε; null for 0.01 down and 0.001 up, where the sum is over the teacher's elements, some ten times as many. With these the gradients of this
    /// loss and of masked LM are of one order at the start for a student of a hundred features; nobody has tuned them.
    /// </param>
    public WeightProjectionLoss(ProjectionDirection direction = ProjectionDirection.Down, Schedule? weight = null)
    {
        Direction = direction;
        Weight = weight ?? (direction == ProjectionDirection.Down ? 0.01 : 0.001);
    }

    /// <summary>Which model's matrices are projected.</summary>
    public ProjectionDirection Direction { get; init; }

    /// <summary>Which matrices are compared. Default <see cref="ProjectedWeights.All"/>.</summary>
    public ProjectedWeights Weights { get; init; }

    /// <summary>Which layers are compared; null, the default, for a student of as many layers as its teacher, each with the same of the teacher, as in the paper.</summary>
    public LayerMap? Map { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        Describe($"weights projected {(Direction == ProjectionDirection.Down ? "down" : "up")}{(Weights == ProjectedWeights.All ? "" : " of embeddings")}{(Map is null ? "" : $" ({Map})")}");

    internal override IEnumerable<WeightedTerm> Terms(LossSetting setting)
    {
        var matched = new MatchedMatrices(setting.Student, setting.ModelOf(0));
        var layers = Weights == ProjectedWeights.All ? matched.Layers(PairsOf(setting.Student.Shape, setting.ModelOf(0).Shape)) : [];
        return [new(new WeightProjection(matched.Embeddings().Concat(layers), Direction, setting.TeacherLearns, setting.Seed), Weight)];
    }

    internal override void Check(LossCheck check)
    {
        base.Check(check);
        if (Teachers.Count > 0)
        {
            throw new ArgumentException($"The loss '{this}' names teachers, but it compares weights with the first one: leave Teachers empty, and put that teacher first.");
        }

        if (check.Student.IsStatic || check.Teachers[0] is { IsStatic: true })
        {
            throw new ArgumentException($"The loss '{this}' compares the weights of layers, but a static model has none: leave the loss out, or choose models with layers.");
        }

        var teacher = check.Teachers[0]
            ?? throw new ArgumentException($"The loss '{this}' compares weights, but the first teacher gives predictions alone: put a text model first, or leave the loss out.");
        if (Weights == ProjectedWeights.All)
        {
            PairsOf(check.Student, teacher);
        }
    }

    private IReadOnlyList<LayerPair> PairsOf(BertShape student, BertShape teacher)
    {
        var (own, others) = (student.Layers.Length, teacher.Layers.Length);
        return Map is not null || own == others
            ? (Map ?? LayerMap.First).Resolve(own, others)
            : throw new ArgumentException(
                $"The loss '{this}' compares each layer with the same of the teacher, but the student has {own} layers and the teacher {others}: choose a student of {others} layers, or say which are compared (Map), for instance LayerMap.Uniform.");
    }
}

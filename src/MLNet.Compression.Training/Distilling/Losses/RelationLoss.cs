using MLNet.Compression.Training.Distilling.Losses;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression;

/// <summary>
/// KL(teacher ‖ student) of softmax(A Aᵀ / √d) for queries, keys and values A, split anew into relation heads of size d (MiniLMv2, Wang et
/// al. 2021). Student and teacher may have any widths and numbers of attention heads.
/// </summary>
public sealed record RelationLoss : LayerLoss
{
    /// <summary>What the paper takes for a base model.</summary>
    private const int UsualHeads = 48;

    private readonly int? _relationHeads;

    /// <param name="weight">The loss's weight.</param>
    /// <param name="map">Which layers are compared; null for <see cref="LayerMap.OnlyLast"/>.</param>
    public RelationLoss(Schedule? weight = null, LayerMap? map = null)
        : base(map ?? LayerMap.OnlyLast) => Weight = weight ?? 1;

    /// <summary>Heads that queries, keys and values are split into; they divide heads x head size of both layers. Null, the default, for 48 as in the paper, or the most below that divide.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public int? RelationHeads
    {
        get => _relationHeads;
        init => _relationHeads = value is null or > 0 ? value : throw new ArgumentOutOfRangeException(nameof(RelationHeads), value, "There is at least one relation head.");
    }

    /// <summary>How much the queries' relations count. Default 1.</summary>
    public double QueryWeight { get; init; } = 1;

    /// <summary>How much the keys' relations count. Default 1.</summary>
    public double KeyWeight { get; init; } = 1;

    /// <summary>How much the values' relations count. Default 1.</summary>
    public double ValueWeight { get; init; } = 1;

    private double[] PartWeights => [QueryWeight, KeyWeight, ValueWeight];

    /// <inheritdoc/>
    public override string ToString() => DescribeLayers(FormattableString.Invariant(
        $"relations{(RelationHeads is { } heads ? $" of {heads} heads" : "")}{(PartWeights.All(weight => weight == 1) ? "" : $", Q : K : V {string.Join(" : ", PartWeights.Select(weight => FormattableString.Invariant($"{weight:G4}")))}")}"));

    private protected override ObjectiveTerm TermFor(LossSetting setting, int teacher)
    {
        var pairs = setting.PairsWith(teacher, Map);
        var heads = pairs.Select(pair => HeadsOf(setting.Student.Shape, setting.ModelOf(teacher).Shape, pair)).Min();
        return new QueryKeyValueRelations(pairs, heads, PartWeights);
    }

    private protected override void CheckPair(BertShape student, BertShape teacher, LayerPair pair)
    {
        if (PartWeights.Any(weight => weight is not >= 0) || PartWeights.All(weight => weight == 0))
        {
            throw new ArgumentException($"The loss '{this}' needs weights of queries, keys and values that are not negative, and one of them above 0.");
        }

        RequireHeads(student, teacher, pair);
        if (RelationHeads is { } heads)
        {
            QueryKeyValueRelations.RequireDivisible(pair, student.Layers[pair.Student].AttentionSize, teacher.Layers[pair.Teacher].AttentionSize, heads);
        }
    }

    private int HeadsOf(BertShape student, BertShape teacher, LayerPair pair) => RelationHeads
        ?? QueryKeyValueRelations.MostHeads(student.Layers[pair.Student].AttentionSize, teacher.Layers[pair.Teacher].AttentionSize, UsualHeads);
}

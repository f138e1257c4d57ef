using MLNet.Compression.Runtime.Entities;

namespace MLNet.Compression.Training.Evaluation;

/// <summary>Predicted tags of tokens, and the true ones, compared by whole entities: type, first and last token must agree.</summary>
internal sealed class EntityPredictions
{
    private readonly Dictionary<string, (int Common, int Predicted, int Gold)> _counts = [];

    /// <param name="predicted">The predicted tags of each sequence.</param>
    /// <param name="gold">The true tags.</param>
    /// <exception cref="ArgumentException">The sequences are not as many or as long, or a tag is unknown.</exception>
    public EntityPredictions(IReadOnlyList<IReadOnlyList<string>> predicted, IReadOnlyList<IReadOnlyList<string>> gold)
    {
        ArgumentNullException.ThrowIfNull(predicted);
        ArgumentNullException.ThrowIfNull(gold);
        if (predicted.Count != gold.Count)
        {
            throw new ArgumentException($"{predicted.Count} predicted sequences, but {gold.Count} true ones.", nameof(gold));
        }

        for (var sequence = 0; sequence < gold.Count; sequence++)
        {
            if (predicted[sequence].Count != gold[sequence].Count)
            {
                throw new ArgumentException($"Sequence {sequence} has {predicted[sequence].Count} predicted tags, but {gold[sequence].Count} true ones.", nameof(gold));
            }

            Add(Entity.Read(predicted[sequence]), [.. Entity.Read(gold[sequence])]);
        }
    }

    /// <summary>The types of entities that occur, in order.</summary>
    public IReadOnlyList<string> Types => [.. _counts.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The share of predicted entities of a type that are right; 0 where none was predicted.</summary>
    /// <param name="type">A type; null for all together.</param>
    public double Precision(string? type = null) => ConfusionMatrix.Ratio(CountsOf(type).Common, CountsOf(type).Predicted);

    /// <summary>The share of true entities of a type that were found; 0 where there is none.</summary>
    /// <param name="type">A type; null for all together.</param>
    public double Recall(string? type = null) => ConfusionMatrix.Ratio(CountsOf(type).Common, CountsOf(type).Gold);

    /// <summary>The harmonic mean of precision and recall; 0 where both are.</summary>
    /// <param name="type">A type; null for all together.</param>
    public double F1(string? type = null) => ConfusionMatrix.Ratio(2 * CountsOf(type).Common, CountsOf(type).Predicted + CountsOf(type).Gold);

    /// <summary>Entities of a type that were found and are right, that were found, and that are true.</summary>
    /// <param name="type">A type; null for all together.</param>
    public (int Common, int Predicted, int Gold) CountsOf(string? type) => type is null
        ? (_counts.Values.Sum(count => count.Common), _counts.Values.Sum(count => count.Predicted), _counts.Values.Sum(count => count.Gold))
        : _counts.GetValueOrDefault(type);

    private void Add(IReadOnlyList<Entity> predicted, HashSet<Entity> gold)
    {
        foreach (var entity in predicted)
        {
            var (common, count, total) = _counts.GetValueOrDefault(entity.Type);
            _counts[entity.Type] = (common + (gold.Contains(entity) ? 1 : 0), count + 1, total);
        }

        foreach (var entity in gold)
        {
            var (common, count, total) = _counts.GetValueOrDefault(entity.Type);
            _counts[entity.Type] = (common, count, total + 1);
        }
    }
}

using MLNet.Compression.Data;

namespace MLNet.Compression;

/// <summary>How much rows of each class count in training, so that rare classes are learnt too.</summary>
public sealed record ClassWeights
{
    private readonly IReadOnlyDictionary<string, double>? _weights;

    private ClassWeights(IReadOnlyDictionary<string, double>? weights) => _weights = weights;

    /// <summary>Each class counts the same in all: a row counts rows / (classes · rows of its class).</summary>
    public static ClassWeights Balanced { get; } = new(weights: null);

    /// <summary>Given weights.</summary>
    /// <param name="weights">The weight of a row of each class, by the class's name, finite and not negative; a class that is not named has the weight 1.</param>
    /// <exception cref="ArgumentException">A weight is negative or not finite.</exception>
    public static ClassWeights Of(IReadOnlyDictionary<string, double> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        foreach (var (name, weight) in weights)
        {
            if (!(weight >= 0 && double.IsFinite(weight)))
            {
                throw new ArgumentException(FormattableString.Invariant($"The class '{name}' has the weight {weight}: weights are finite and not negative."), nameof(weights));
            }
        }

        return new ClassWeights(new Dictionary<string, double>(weights));
    }

    /// <summary>Whether both give every class the same weight.</summary>
    public bool Equals(ClassWeights? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The weights in words.</summary>
    public override string ToString() => _weights is null
        ? "balanced"
        : string.Join(", ", _weights.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => FormattableString.Invariant($"{pair.Key} {pair.Value}")));

    /// <exception cref="InvalidOperationException">A class is named that no row has.</exception>
    internal void ApplyTo(LabeledTexts<int> texts, IReadOnlyList<string> classes)
    {
        if (_weights is null)
        {
            var rows = texts.Labels.CountBy(label => label).ToDictionary();
            texts.WeighBy(label => (double)texts.Count / (rows.Count * rows[label]));
            return;
        }

        string[] unknown = [.. _weights.Keys.Except(classes)];
        if (unknown.Length > 0)
        {
            throw new InvalidOperationException($"ClassWeights names '{unknown[0]}', which is none of the classes {string.Join(", ", classes.Take(10).Select(name => $"'{name}'"))}: name classes as the labels do.");
        }

        texts.WeighBy(label => _weights.GetValueOrDefault(classes[label], 1));
    }
}

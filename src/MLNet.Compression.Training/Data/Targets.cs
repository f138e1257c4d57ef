namespace MLNet.Compression.Training.Data;

/// <summary>What a batch is to be learnt to give: its rows' classes, numbers, or whatever a task asks for.</summary>
internal abstract class Targets
{
    /// <summary>What each row has, in the plural: "classes".</summary>
    public abstract string Meaning { get; }

    /// <summary>All of them as numbers, which differ where the targets do.</summary>
    public abstract ReadOnlySpan<int> Numbers { get; }

    /// <summary>How much each row counts, not negative; null where all count the same.</summary>
    public float[]? Weights { get; set; }

    /// <summary>How much a row counts.</summary>
    public double WeightOf(int row) => Weights is null ? 1 : Weights[row];

    /// <summary>The class of each sequence.</summary>
    /// <exception cref="InvalidOperationException">The rows have targets of another kind.</exception>
    public ReadOnlySpan<int> Classes => Require<ClassTargets>(ClassTargets.Plural).All;

    /// <summary>The value of each sequence.</summary>
    /// <inheritdoc cref="Classes"/>
    public ReadOnlySpan<float> Values => Require<ValueTargets>(ValueTargets.Plural).All;

    /// <summary>How alike each two sequences are to be.</summary>
    /// <inheritdoc cref="Classes"/>
    public ReadOnlySpan<Similarity> Similarities => Require<SimilarityTargets>(SimilarityTargets.Plural).All;

    /// <summary>The answer in each sequence.</summary>
    /// <inheritdoc cref="Classes"/>
    public ReadOnlySpan<AnswerSpan> Answers => Require<AnswerTargets>(AnswerTargets.Plural).All;

    /// <summary>The label of each token, or <see cref="TokenTargets.None"/>.</summary>
    /// <inheritdoc cref="Classes"/>
    public ReadOnlySpan<int> TokenLabels => Require<TokenTargets>(TokenTargets.Plural).All;

    /// <summary>The labels of each sequence.</summary>
    /// <inheritdoc cref="Classes"/>
    public ReadOnlySpan<LabelSet> LabelSets => Require<LabelSetTargets>(LabelSetTargets.Plural).All;

    /// <summary>The exception for rows that have something else than what is asked for.</summary>
    public static InvalidOperationException Mismatch(string wanted, string found) =>
        new($"{char.ToUpperInvariant(wanted[0])}{wanted[1..]} are needed, but the rows have {found}: the data and the model, or the terms of its objective, are for different tasks.");

    private T Require<T>(string wanted)
        where T : Targets => this as T ?? throw Mismatch(wanted, Meaning);
}

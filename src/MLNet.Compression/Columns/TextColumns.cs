namespace MLNet.Compression.Columns;

/// <summary>The names of the columns that a text model reads and writes.</summary>
/// <param name="Label">The class, a key, or the value, or a class for each word; read in training only.</param>
/// <param name="Text">The text.</param>
/// <param name="Pair">The second text; null for a model of single texts.</param>
/// <param name="Score">The probabilities, or the predicted value.</param>
/// <param name="PredictedLabel">The most probable class, a key; null for a regression.</param>
/// <param name="Probability">The probability of what is true; null but for a binary classifier.</param>
/// <param name="LabelPosition">Where the label begins in a text, as of an answer; null where it is no part of one.</param>
/// <param name="Weight">How much each row counts; read in training only, and null where all count the same.</param>
internal sealed record TextColumns(string Label, string Text, string? Pair, string Score, string? PredictedLabel, string? Probability = null, string? LabelPosition = null, string? Weight = null)
{
    /// <summary>The label's name of a model that reads none.</summary>
    public const string NoLabel = "(no label)";

    /// <summary>The text columns.</summary>
    public IEnumerable<string> Texts => Pair is null ? [Text] : [Text, Pair];

    /// <summary>Whether the text may also be a vector of texts, each of which is a word.</summary>
    public bool TakesWords { get; init; }

    /// <summary>Whether the two texts of a pair are read one by one, and not joined.</summary>
    public bool ReadsApart { get; init; }

    /// <summary>Whether a model has to tell the second text from the first.</summary>
    public bool JoinsTexts => Pair is not null && !ReadsApart;

    /// <summary>The text columns by name.</summary>
    public TextColumnNames TextNames => new(Text, Pair) { TakesWords = TakesWords, ReadsApart = ReadsApart };

    /// <summary>The columns that are read in training only.</summary>
    public IEnumerable<string> Labels => new[] { Label, LabelPosition, Weight }.OfType<string>();

    /// <summary>The columns that are written.</summary>
    public IEnumerable<string> Predicted => new[] { Score, Probability, PredictedLabel }.OfType<string>();

    /// <summary>Empty names and names used twice.</summary>
    public IEnumerable<string> Faults()
    {
        string[] names = [.. Labels, .. Texts, .. Predicted];
        if (names.Any(string.IsNullOrWhiteSpace))
        {
            yield return "A column name is empty: label, score, probability, predicted label and sentence columns all need names.";
        }

        foreach (var twice in names.Where(name => !string.IsNullOrWhiteSpace(name)).GroupBy(name => name).Where(group => group.Count() > 1))
        {
            yield return $"Column name '{twice.Key}' is used twice; label, sentences, score, probability and predicted label need a column each.";
        }
    }

    /// <summary>Refuses names with faults.</summary>
    /// <exception cref="ArgumentException">A name is empty, or two columns have the same.</exception>
    public TextColumns Checked() => Faults().FirstOrDefault() is { } fault ? throw new ArgumentException(fault) : this;
}

using MLNet.Compression.Training.Robustness;

namespace MLNet.Compression.Training.Tests.Robustness;

/// <summary>A model of two classes whose logit is the sum of its words' values: what attacks must find can be worked out by hand.</summary>
internal sealed class WordScores(params (string Word, double Value)[] values)
{
    public const int Negative = 0;
    public const int Positive = 1;

    public static IReadOnlyList<string> Classes { get; } = ["negative", "positive"];

    /// <summary>All texts that were asked for.</summary>
    public List<string> Asked { get; } = [];

    public float Positiveness(string text) =>
        (float)(1 / (1 + Math.Exp(-SplitText.Of(text).Words.Sum(word => values.FirstOrDefault(value => value.Word.Equals(word, StringComparison.OrdinalIgnoreCase)).Value))));

    public float[][] Score(IReadOnlyList<string> texts, IReadOnlyList<string>? pairs)
    {
        string[] joined = [.. texts.Select((text, i) => pairs is null ? text : $"{text} {pairs[i]}")];
        lock (Asked)
        {
            Asked.AddRange(joined);
        }

        return [.. joined.Select(text => new[] { 1 - Positiveness(text), Positiveness(text) })];
    }

    /// <summary>A text to attack.</summary>
    public AttackRow Row(int row, string text, string? pair, int label, bool onPair = false) => new ClassAttackRow(row, text, pair, label, onPair, new ClassModel(Classes, Score));

    public RobustnessMetrics Attack(TextAttack attack, RobustnessOptions? options, params (string Text, int Label)[] rows) =>
        new(attack.Name, new AttackRun(attack).Run([.. rows.Select((row, i) => Row(i, row.Text, null, row.Label))], "a model", options ?? new RobustnessOptions { Threads = 1 }));
}

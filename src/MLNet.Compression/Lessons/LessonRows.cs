using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Lessons;

/// <summary>Rows as tokens, with what teachers that can't run beside the student said of them.</summary>
/// <param name="Tokens">The rows in the student's tokens, then in those of teachers with others.</param>
/// <param name="Logits">For each teacher of another kind [rows x outputs].</param>
/// <param name="Outputs">Outputs of a row.</param>
internal sealed record LessonRows(IReadOnlyList<TextDataset> Tokens, IReadOnlyList<float[]> Logits, int Outputs)
{
    public int Count => Tokens[0].Count;

    /// <summary>The rows as the training loop takes them; null where there are none.</summary>
    /// <param name="name">What they are, in messages.</param>
    public TextRows? Named(string name) => Count == 0 ? null : new TextRows(name, Tokens);

    /// <summary>These labelled rows with some of the others behind them.</summary>
    /// <param name="others">Rows without labels.</param>
    /// <param name="labels">The class of each of them; null for those that have none.</param>
    public LessonRows With(LessonRows others, IReadOnlyList<int?> labels)
    {
        var own = Enumerable.Range(0, Count).Select(row => (this, row, (int?)Tokens[0].Labels[row]));
        var more = labels.Index().Where(label => label.Item is not null).Select(label => (others, label.Index, label.Item));
        return Gather([.. own, .. more]);
    }

    /// <summary>The rows that have no class.</summary>
    /// <param name="labels">The class of each row; null for those that have none.</param>
    public LessonRows Without(IReadOnlyList<int?> labels) =>
        Gather([.. labels.Index().Where(label => label.Item is null).Select(label => (this, label.Index, (int?)null))]);

    private LessonRows Gather(IReadOnlyList<(LessonRows From, int Row, int? Label)> rows)
    {
        var tokens = Tokens.Select(set => set.Emptied()).ToArray();
        foreach (var (from, row, label) in rows)
        {
            for (var i = 0; i < tokens.Length; i++)
            {
                tokens[i].Add(from.Tokens[i], row, i == 0 ? label : null);
            }
        }

        var logits = Logits.Select((_, teacher) => rows.SelectMany(row => row.From.Logits[teacher].AsSpan(row.Row * Outputs, Outputs).ToArray()).ToArray());
        return new LessonRows(tokens, [.. logits], Outputs);
    }
}

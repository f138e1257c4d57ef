using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Benchmarks.RowTables;

/// <summary>The word embeddings of a checkpoint, and how often a task's texts look each up.</summary>
/// <param name="Values">The table [pieces x features].</param>
/// <param name="Counts">Occurrences of each piece; null without a task.</param>
internal sealed record RowTable(Parameter Values, long[]? Counts)
{
    private const int MaxTokens = 128;

    /// <param name="model">The checkpoint's folder.</param>
    /// <param name="task">The task; null for none.</param>
    /// <param name="data">The folder of the tasks' folders.</param>
    public static RowTable Load(string model, FineTuningTask? task, string data)
    {
        var tensor = Checkpoint.Load(model).Tensors["embeddings.word_embeddings.weight"];
        var values = new Parameter(tensor.Name, tensor.Shape[0], tensor.Shape[1]);
        tensor.Values.CopyTo(values.ValueSpan);
        return new RowTable(values, task is null ? null : PieceCounts.Of([Tokenize(BertTokenizer.Load(model), task.Read(Path.Combine(data, task.Name)).Train)], values.Rows));
    }

    /// <summary>sqrt(Σ (w − ŵ)² / Σ w²) of the rows, each taken so many times.</summary>
    /// <param name="decode">Writes a row ŵ.</param>
    /// <param name="times">How often a row counts; null for once each.</param>
    public double ErrorOf(Action<int, float[]> decode, long[]? times)
    {
        var (row, error, all) = (new float[Values.Columns], 0.0, 0.0);
        for (var i = 0; i < Values.Rows; i++)
        {
            decode(i, row);
            var (own, weight) = (Values.Value.RowSpan(i).ToArray(), times?[i] ?? 1.0);
            error += weight * own.Zip(row, (a, b) => (double)(a - b) * (a - b)).Sum();
            all += weight * own.Sum(a => (double)a * a);
        }

        return Math.Sqrt(error / all);
    }

    private static TextDataset Tokenize(BertTokenizer tokenizer, IReadOnlyList<LabeledPair> rows)
    {
        var texts = new TextDataset(tokenizer, MaxTokens);
        foreach (var row in rows)
        {
            texts.Add(row.Text.AsMemory(), row.Pair.Length == 0 ? null : row.Pair.AsMemory());
        }

        return texts;
    }
}

using System.Numerics.Tensors;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Initialization;

/// <summary>Models that read another vocabulary: the embedding of a new piece is the mean of those that the model's own pieces spell it with.</summary>
internal static class VocabularyTransfer
{
    /// <summary>The model with another vocabulary instead of its own, in memory of its own.</summary>
    /// <param name="model">The model; not changed.</param>
    /// <param name="tokenizer">The tokenizer of the new vocabulary.</param>
    /// <param name="rows">Rows of the new word table; what is beyond the vocabulary is as [UNK].</param>
    public static TextModel Replace(TextModel model, TextTokenizer tokenizer, int rows) => Make(model, tokenizer, NewRows(model, tokenizer, rows));

    /// <summary>The model with another vocabulary behind its own, in memory of its own: a piece of both has two rows.</summary>
    /// <inheritdoc cref="Replace"/>
    public static TextModel Extend(TextModel model, TextTokenizer tokenizer, int rows) =>
        Make(model, model.Tokenizer, [.. Enumerable.Range(0, model.Shape.VocabularySize).Select(row => new[] { row }), .. NewRows(model, tokenizer, rows)]);

    private static IEnumerable<int[]> NewRows(TextModel model, TextTokenizer tokenizer, int rows)
    {
        var own = model.Tokenizer.Vocabulary;
        var split = PieceSplit.All(tokenizer.Vocabulary, own);
        return Enumerable.Range(0, rows).Select(row => row < split.Length ? split[row] : [own.UnknownId]);
    }

    private static TextModel Make(TextModel model, TextTokenizer tokenizer, IEnumerable<int[]> sources)
    {
        int[][] rows = [.. sources];
        var made = new TextModel(model.Shape with { VocabularySize = rows.Length }, tokenizer, model.Labels, model.MaxTokens, model.HeadKind, model.Dense)
        {
            NewTensors = model.NewTensors,
            IsUntrained = model.IsUntrained,
        };
        LeftOut.Copy(model, made);
        foreach (var (from, to) in model.Parameters.Zip(made.Parameters))
        {
            if (from == model.Encoder.Embeddings.Words)
            {
                Average(from, to, rows);
            }
            else if (from == model.Head.Decoder?.Bias)
            {
                AverageBias(from, to, rows);
            }
            else
            {
                from.ValueSpan.CopyTo(to.ValueSpan);
            }
        }

        return made;
    }

    private static void Average(Parameter from, Parameter to, int[][] rows)
    {
        for (var row = 0; row < rows.Length; row++)
        {
            var target = to.Value.RowSpan(row);
            foreach (var source in rows[row])
            {
                TensorPrimitives.MultiplyAdd(from.Value.RowSpan(source), 1f / rows[row].Length, target, target);
            }
        }
    }

    private static void AverageBias(Parameter from, Parameter to, int[][] rows)
    {
        for (var row = 0; row < rows.Length; row++)
        {
            to.ValueSpan[row] = rows[row].Average(source => from.ValueSpan[source]);
        }
    }
}

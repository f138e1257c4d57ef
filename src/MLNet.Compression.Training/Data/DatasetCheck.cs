using MLNet.Compression.Runtime.Tokenization;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Data;

/// <summary>Whether a model can be trained on a data set; after that no operation checks an index.</summary>
internal static class DatasetCheck
{
    /// <exception cref="ArgumentException">There are no rows, or a label is beyond the model's classes.</exception>
    public static void RequireLabels(TextDataset data, TextModel model)
    {
        if (data.Count == 0)
        {
            throw new ArgumentException("The training data has no rows.", nameof(data));
        }

        var row = data.Labels.IndexOfAnyExceptInRange(0, model.Labels.Count - 1);
        if (row >= 0)
        {
            throw new ArgumentException($"Row {row} has the label {data.Labels[row]}, but the model has {model.Labels.Count} classes, from 0.", nameof(data));
        }
    }

    /// <exception cref="ArgumentException">A row is longer than the model reads, or holds a token or token type that it does not know.</exception>
    public static void RequireTokens(TextDataset data, TextModel model)
    {
        var batch = new TokenBatch();
        for (var row = 0; row < data.Count; row++)
        {
            if (data.LengthOf(row) > model.Shape.MaxPositions)
            {
                throw new ArgumentException(
                    $"Row {row} has {data.LengthOf(row)} tokens, but the model has {model.Shape.MaxPositions} positions: make the data set with a smaller maximum.", nameof(data));
            }

            batch.Clear();
            data.CopyTo(batch, [row]);
            Require(batch.Ids, model.Shape.VocabularySize, row, "token");
            if (model.Shape.TokenTypes > 0)
            {
                Require(batch.TokenTypes, model.Shape.TokenTypes, row, "token type");
            }
        }
    }

    private static void Require(ReadOnlySpan<int> values, int count, int row, string what)
    {
        var place = values.IndexOfAnyExceptInRange(0, count - 1);
        if (place >= 0)
        {
            throw new ArgumentException($"Row {row} holds {what} {values[place]}, but the model has {count}: use the tokenizer of the model.");
        }
    }
}

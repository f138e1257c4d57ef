using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Tasks;

/// <summary>Whether a model can be trained on a data set; after that no operation checks an index.</summary>
internal static class DatasetCheck
{
    /// <exception cref="ArgumentException">There are no rows, or a row's target is none that the model can learn.</exception>
    /// <exception cref="InvalidOperationException">The rows have targets of another task.</exception>
    public static void RequireTargets(TextDataset data, TextModel model)
    {
        if (data.Count == 0)
        {
            throw new ArgumentException("The training data has no rows.", nameof(data));
        }

        if (!data.HasTargets)
        {
            throw new ArgumentException("The training data has no targets to learn.", nameof(data));
        }

        TextTasks.Of(model).RequireTargets(data);
    }

    /// <exception cref="ArgumentException">A row is longer than the model reads, or holds a token or token type that it does not know.</exception>
    public static void RequireTokens(TextDataset data, TextModel model)
    {
        if (!Fits(data.Extent, model.Shape))
        {
            RequireRows(data, model);
        }
    }

    private static bool Fits(TokenExtent extent, BertShape shape) =>
        extent.LongestRow <= shape.MaxPositions && extent.LargestId < shape.VocabularySize && (shape.TokenTypes == 0 || extent.LargestTokenType < shape.TokenTypes);

    /// <summary>Finds the row that does not fit.</summary>
    private static void RequireRows(TextDataset data, TextModel model)
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

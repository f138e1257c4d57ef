using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Columns;
using MLNet.Compression.Training.Data;
using Kind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace MLNet.Compression.Outcomes;

/// <summary>The columns of answers in training data: their text, and where it begins in the text that they are part of.</summary>
internal static class AnswerColumns
{
    private const int ShownCharacters = 40;

    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public static void Check(SchemaShape schema, TextColumns columns)
    {
        ColumnChecks.CheckTexts(schema, columns);
        ColumnChecks.CheckTexts(schema, [columns.Label]);
        var index = ColumnChecks.Find(schema, "answer index", columns.LabelPosition!);
        if (index.Kind != Kind.Scalar || index.IsKey || !index.ItemType.Equals(NumberDataViewType.Int32))
        {
            throw ColumnChecks.Mismatch(
                "answer index", index, "Int32", $"Put mlContext.Transforms.Conversion.ConvertType(\"{index.Name}\", outputKind: DataKind.Int32) before this estimator.");
        }
    }

    /// <summary>Reads the answer of the row at hand.</summary>
    /// <param name="row">The row.</param>
    /// <param name="columns">The names of its columns.</param>
    /// <param name="mayHaveNone">Whether an empty answer says that there is none; otherwise it is a missing one.</param>
    /// <exception cref="InvalidOperationException">An answer does not stand where its index says.</exception>
    public static Func<TrainingAnswer?> Open(DataViewRow row, TextColumns columns, bool mayHaveNone)
    {
        var answers = row.GetGetter<ReadOnlyMemory<char>>(row.Schema[columns.Label]);
        var contexts = row.GetGetter<ReadOnlyMemory<char>>(row.Schema[columns.Pair!]);
        var indices = row.GetGetter<int>(row.Schema[columns.LabelPosition!]);
        var (answer, context, index) = (default(ReadOnlyMemory<char>), default(ReadOnlyMemory<char>), 0);
        return () =>
        {
            answers(ref answer);
            if (answer.IsEmpty)
            {
                return mayHaveNone ? TrainingAnswer.None : null;
            }

            contexts(ref context);
            indices(ref index);
            return index >= 0 && context.Span[Math.Min(index, context.Length)..].StartsWith(answer.Span)
                ? new TrainingAnswer(index, answer.Length)
                : throw Misplaced(row.Position, columns, answer.Span, context.Span, index);
        };
    }

    private static InvalidOperationException Misplaced(long row, TextColumns columns, ReadOnlySpan<char> answer, ReadOnlySpan<char> context, int index)
    {
        var place = context.IndexOf(answer);
        var found = place >= 0 ? $"it first occurs at {place}" : "it occurs nowhere in it";
        return new InvalidOperationException(
            $"Row {row}: the answer '{Shown(answer)}' of column '{columns.Label}' does not stand at {index}, as column '{columns.LabelPosition}' says, in the {context.Length} characters of column '{columns.Pair}'; {found}. Correct the index, which counts UTF-16 code units from 0, or leave the row out.");
    }

    private static string Shown(ReadOnlySpan<char> text) => text.Length <= ShownCharacters ? text.ToString() : $"{text[..ShownCharacters]}...";
}

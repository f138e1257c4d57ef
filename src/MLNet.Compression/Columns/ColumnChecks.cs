using Microsoft.ML;
using Microsoft.ML.Data;
using Kind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace MLNet.Compression.Columns;

/// <summary>Whether the data has the columns that a model needs, of the types it needs.</summary>
internal static class ColumnChecks
{
    /// <summary>Checks what scoring reads.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public static void CheckTexts(SchemaShape schema, TextColumns columns) => CheckTexts(schema, columns.TextNames);

    /// <inheritdoc cref="CheckTexts(SchemaShape, TextColumns)"/>
    public static void CheckTexts(SchemaShape schema, TextColumnNames columns) => CheckTexts(schema, columns.All, columns.TakesWords);

    /// <summary>Checks columns of texts.</summary>
    /// <param name="schema">The columns there are.</param>
    /// <param name="names">Those of texts.</param>
    /// <param name="takesWords">Whether they may also be vectors of words.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public static void CheckTexts(SchemaShape schema, IEnumerable<string> names, bool takesWords = false)
    {
        foreach (var name in names)
        {
            var column = Find(schema, "text", name);
            if (!(column.Kind == Kind.Scalar || takesWords) || column.IsKey || column.ItemType is not TextDataViewType)
            {
                throw takesWords
                    ? Mismatch("text", column, "String, or a vector of String with a word each", "Name a column of texts or of words, or convert this one to text first.")
                    : Mismatch("text", column, "String", "Name a text column, or convert this one to text first.");
            }
        }
    }

    /// <summary>Checks what every training reads beside the label.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public static void CheckTraining(SchemaShape schema, TextColumns columns)
    {
        CheckTexts(schema, columns);
        if (columns.Weight is not { } name)
        {
            return;
        }

        var weight = Find(schema, "weight", name);
        if (weight.IsKey || weight.Kind != Kind.Scalar || !weight.ItemType.Equals(NumberDataViewType.Single))
        {
            throw Mismatch("weight", weight, "Single", $"Put mlContext.Transforms.Conversion.ConvertType(\"{name}\", outputKind: DataKind.Single) before this estimator.");
        }
    }

    /// <summary>Checks what training a regression reads.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public static void CheckValueTraining(SchemaShape schema, TextColumns columns)
    {
        CheckTraining(schema, columns);
        var label = Find(schema, "label", columns.Label);
        if (label.IsKey || label.Kind != Kind.Scalar || !label.ItemType.Equals(NumberDataViewType.Single))
        {
            throw Mismatch("label", label, "Single", label.Kind == Kind.Scalar && !label.IsKey && label.ItemType is NumberDataViewType or TextDataViewType or BooleanDataViewType
                ? $"Put mlContext.Transforms.Conversion.ConvertType(\"{label.Name}\", outputKind: DataKind.Single) before this estimator."
                : "A regression learns numbers; to learn classes, use mlContext.MulticlassClassification.Trainers.");
        }
    }

    /// <summary>A column by its name.</summary>
    /// <param name="schema">The columns there are.</param>
    /// <param name="role">What it is for, in words.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public static SchemaShape.Column Find(SchemaShape schema, string role, string name)
    {
        foreach (var column in schema)
        {
            if (column.Name == name)
            {
                return column;
            }
        }

        throw new ArgumentOutOfRangeException(
            nameof(schema),
            $"Could not find {role} column '{name}'. The data has the columns {string.Join(", ", schema.Select(column => $"'{column.Name}'"))}. Name one of them, or add '{name}'.");
    }

    /// <summary>Says that a column is of another type.</summary>
    public static ArgumentOutOfRangeException Mismatch(string role, SchemaShape.Column column, string expected, string remedy) =>
        new(nameof(column), $"Schema mismatch for {role} column '{column.Name}': expected {expected}, got {TypeOf(column)}. {remedy}");

    private static string TypeOf(SchemaShape.Column column)
    {
        var item = column.IsKey ? $"Key<{column.ItemType}>" : $"{column.ItemType}";
        return column.Kind == Kind.Scalar ? item : $"{column.Kind}<{item}>";
    }
}

using Microsoft.ML;
using MLNet.Compression.Columns;
using MLNet.Compression.Outcomes.Classes;
using Kind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace MLNet.Compression.Evaluation;

/// <summary>A column of vectors of tags, keys or values: one for each word, or those that a text has.</summary>
internal sealed class TagColumn
{
    private readonly ClassCollector _tags;

    /// <exception cref="ArgumentOutOfRangeException">The column is missing, or no vector of tags.</exception>
    public TagColumn(SchemaShape shape, DataViewSchema schema, string role, string name)
    {
        var found = ColumnChecks.Find(shape, role, name);
        Column = found.Kind != Kind.Scalar && (found.IsKey || KeyValueTypes.Has(found.ItemType)) ? schema[name] : throw ColumnChecks.Mismatch(
            role, found, "a vector of Key, or of texts, with one for each word", "Name the column of tags.");
        _tags = ClassCollector.Of(VectorItems.ColumnOf(Column)[0]);
    }

    /// <param name="column">A vector column.</param>
    /// <param name="tags">What finds its tags.</param>
    public TagColumn(DataViewSchema.Column column, ClassCollector tags) => (Column, _tags) = (column, tags);

    public DataViewSchema.Column Column { get; }

    /// <summary>Reads the tags of the row at hand, by their numbers; null for a missing one.</summary>
    public Func<int?[]> Open(DataViewRow row)
    {
        var items = new VectorItems(row, Column);
        var read = _tags.Open(items, items.Schema[0]);
        return () =>
        {
            var tags = new int?[items.Load()];
            for (items.Item = 0; items.Item < tags.Length; items.Item++)
            {
                tags[items.Item] = read();
            }

            return tags;
        };
    }

    /// <summary>The tags by their names, once all rows are read.</summary>
    public Func<int?, string> Names()
    {
        var names = _tags.ToClasses().Names;
        return tag => tag is { } number ? names[number] : "";
    }
}

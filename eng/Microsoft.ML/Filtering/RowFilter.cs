namespace Microsoft.ML.Data;

/// <summary>Decides which rows of a data view stay.</summary>
internal abstract class RowFilter
{
    /// <summary>The columns that the decision reads.</summary>
    public abstract IEnumerable<DataViewSchema.Column> Columns { get; }

    /// <summary>Whether a row's fate hangs on the rows before it, so that they can't come in another order.</summary>
    public virtual bool NeedsOrder => false;

    /// <summary>A test of the row that a cursor is at, asked once a row.</summary>
    public abstract Func<bool> CreateTest(DataViewRow row);
}

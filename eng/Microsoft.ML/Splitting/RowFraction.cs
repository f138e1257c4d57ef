namespace Microsoft.ML.Data;

/// <summary>Gives each row a number from [0, 1) that is the same in every pass; a split is a range of these numbers.</summary>
internal abstract class RowFraction
{
    /// <summary>The columns that the numbers come from.</summary>
    public abstract IEnumerable<DataViewSchema.Column> Columns { get; }

    /// <summary>Whether the number hangs on how many rows came before.</summary>
    public abstract bool NeedsOrder { get; }

    /// <summary>A reader of the number of the row that a cursor is at, called once a row.</summary>
    public abstract Func<double> CreateReader(DataViewRow row);
}

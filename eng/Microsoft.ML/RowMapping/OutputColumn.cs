namespace Microsoft.ML.Data;

/// <summary>A column that a mapping gives, bound to the schema of the mapping's input.</summary>
internal abstract class OutputColumn
{
    protected OutputColumn(DataViewSchema.DetachedColumn description, params int[] inputs)
    {
        Description = description;
        Inputs = inputs;
    }

    public DataViewSchema.DetachedColumn Description { get; }

    /// <summary>Indices of the input columns that the values depend on.</summary>
    public IReadOnlyList<int> Inputs { get; }

    /// <summary>The getter of the column's values, for the row the input stands on.</summary>
    public abstract Delegate CreateGetter(DataViewRow input);
}

namespace Microsoft.ML.Data;

/// <summary>A column whose values are of one CLR type.</summary>
internal abstract class OutputColumn<TValue> : OutputColumn
{
    protected OutputColumn(DataViewSchema.DetachedColumn description, params int[] inputs)
        : base(description, inputs)
    {
    }

    public sealed override Delegate CreateGetter(DataViewRow input) => GetGetter(input);

    protected abstract ValueGetter<TValue> GetGetter(DataViewRow input);
}

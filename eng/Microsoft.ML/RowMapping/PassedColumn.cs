namespace Microsoft.ML.Data;

/// <summary>An input column passed on, under its own name or another.</summary>
internal sealed class PassedColumn<TValue> : OutputColumn<TValue>
{
    private readonly int _input;

    public PassedColumn(DataViewSchema.Column source, string name)
        : base(new DataViewSchema.DetachedColumn(name, source.Type, source.Annotations), source.Index) => _input = source.Index;

    protected override ValueGetter<TValue> GetGetter(DataViewRow input) => input.GetGetter<TValue>(input.Schema[_input]);
}

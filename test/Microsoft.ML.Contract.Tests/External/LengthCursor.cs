using Microsoft.ML.Data;

namespace Microsoft.ML.Contract.Tests.External;

internal sealed class LengthCursor(LengthMapper mapper, DataViewRowCursor input, IEnumerable<DataViewSchema.Column> activeColumns) : DataViewRowCursor
{
    private readonly LengthGetters _getters = new(mapper, input, activeColumns);

    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override DataViewSchema Schema => mapper.OutputSchema;

    public override bool MoveNext() => input.MoveNext();

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => _getters.IsActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _getters.Get<TValue>(column);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            input.Dispose();
        base.Dispose(disposing);
    }
}

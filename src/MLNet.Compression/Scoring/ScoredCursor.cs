using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Compression.Scoring;

/// <summary>A cursor over the input's rows with their scores, computed in batches.</summary>
internal sealed class ScoredCursor(DataViewRowCursor input, DataViewSchema schema, ScoredColumns columns, BatchedScores? scores) : DataViewRowCursor
{
    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override DataViewSchema Schema => schema;

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => columns.IsActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => columns.GetGetter<TValue>(column);

    public override bool MoveNext()
    {
        scores?.MoveNext();
        return input.MoveNext();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            scores?.Dispose();
            input.Dispose();
        }

        base.Dispose(disposing);
    }
}

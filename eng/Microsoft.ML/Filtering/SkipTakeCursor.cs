namespace Microsoft.ML.Data;

internal sealed class SkipTakeCursor(DataViewRowCursor input, DataViewSchema schema, ActiveColumnSet active, long skip, long take)
    : LinkedCursor(input, schema, active)
{
    private long _toSkip = skip;
    private long _left = take;

    protected override bool MoveNextCore()
    {
        for (; _left > 0 && _toSkip > 0; _toSkip--)
        {
            if (!Input.MoveNext())
                _left = 0;
        }

        return _left-- > 0 && Input.MoveNext();
    }
}

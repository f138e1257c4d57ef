namespace Microsoft.ML.Data;

internal sealed class FilteredCursor(DataViewRowCursor input, DataViewSchema schema, ActiveColumnSet active, Func<bool> passes)
    : LinkedCursor(input, schema, active)
{
    protected override bool MoveNextCore()
    {
        while (Input.MoveNext())
        {
            if (passes())
                return true;
        }

        return false;
    }
}

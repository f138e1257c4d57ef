using System.Collections;

namespace Microsoft.ML.Contract.Tests.DataOperations;

/// <summary>Rows that count how often they are read through.</summary>
internal sealed class CountingRows(int count) : IEnumerable<NumberedRow>
{
    private int _passes;

    public int Passes => _passes;

    public IEnumerator<NumberedRow> GetEnumerator()
    {
        Interlocked.Increment(ref _passes);
        return ((IEnumerable<NumberedRow>)NumberedRow.Create(count)).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

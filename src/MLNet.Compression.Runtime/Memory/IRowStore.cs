namespace MLNet.Compression.Runtime.Memory;

/// <summary>The rows of a matrix, wherever and however they lie.</summary>
internal interface IRowStore<T>
    where T : unmanaged
{
    /// <summary>Copies a whole row, zeros included [columns].</summary>
    void CopyRow(int row, Span<T> values);
}

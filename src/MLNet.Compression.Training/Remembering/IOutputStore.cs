namespace MLNet.Compression.Training.Remembering;

/// <summary>A place for what teachers gave, that grows up to a limit.</summary>
internal interface IOutputStore : IDisposable
{
    /// <summary>Keeps some bytes.</summary>
    /// <returns>Where they are; null if there is no room left.</returns>
    long? Append(ReadOnlySpan<byte> bytes);

    /// <summary>Reads bytes that were kept.</summary>
    /// <param name="place">What <see cref="Append"/> gave.</param>
    /// <param name="bytes">Receives them; as many as were kept.</param>
    void Read(long place, Span<byte> bytes);
}

using System.Numerics;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Runtime.Encodings;

/// <summary>Stored weights as the numbers of a few fp32 values. Multiplied in fp32.</summary>
internal sealed class CodebookRows : CodeRows, IStoredFloats
{
    private const int LeastCentroids = 2;
    private const int MostCentroids = 256;
    private readonly float[] _centroids;
    private volatile IRowStore<float>? _store;

    private CodebookRows(SparsityPattern pattern, float[] centroids, PackedCodes codes)
        : base(pattern, codes) => _centroids = centroids;

    public static ValueEncoding StoredAs { get; } = new(6, "codebook", Read);

    public override ValueEncoding Encoding => StoredAs;

    public IRowStore<float>? Store => _store;

    protected override long HeaderSizeInBytes => sizeof(int) + ((long)_centroids.Length * sizeof(float));

    /// <returns>Null if a stored weight is none of the values.</returns>
    public static CodebookRows? Encode(ReadOnlySpan<float> weights, SparsityPattern pattern, float[] centroids)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(centroids.Length, LeastCentroids);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(centroids.Length, MostCentroids);
        float[] sorted = [.. centroids.Order()];
        var codes = Pack(weights, pattern, BitsOf(sorted.Length), (_, _, weight) => Array.BinarySearch(sorted, weight));
        return codes is null ? null : new CodebookRows(pattern, sorted, codes);
    }

    public override CodebookRows SelectRows(ReadOnlySpan<int> rows, SparsityPattern pattern) => new(pattern, _centroids, SelectCodes(rows, pattern));

    /// <remarks>The codes stay: rows that are looked up are read from them.</remarks>
    public void MoveTo(IRowStore<float> store) => _store = store;

    protected override void WriteHeader(ModelWriter writer)
    {
        writer.WriteInt32(_centroids.Length);
        writer.WriteSingles(_centroids);
    }

    protected override void Decode(int row, ReadOnlySpan<byte> packed, Span<float> weights)
    {
        for (var i = 0; i < packed.Length; i++)
        {
            weights[i] = _centroids[packed[i]];
        }
    }

    private static CodebookRows Read(ModelReader reader, SparsityPattern pattern)
    {
        var centroids = reader.ReadSingles(reader.ReadInt32("the size of a codebook", LeastCentroids, MostCentroids), "the values of a codebook");
        return new CodebookRows(pattern, centroids, PackedCodes.Read(reader, pattern.Count, BitsOf(centroids.Length), centroids.Length));
    }

    private static int BitsOf(int centroids) => BitOperations.Log2((uint)centroids - 1) + 1;
}

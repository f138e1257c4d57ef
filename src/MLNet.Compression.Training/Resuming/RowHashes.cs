using System.Runtime.InteropServices;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Resuming;

/// <summary>The rows of a data set as a number each, to find the rows in which two data sets differ.</summary>
internal static class RowHashes
{
    /// <summary>A number for each row that depends on its tokens, token types, target and, if it has one, weight.</summary>
    public static long[] Of(TextDataset data)
    {
        var hashes = new long[data.Count];
        var batch = new TokenBatch();
        for (var row = 0; row < hashes.Length; row++)
        {
            batch.Clear();
            data.CopyTo(batch, [row]);
            var targets = data.TargetsOf([row]);
            hashes[row] = (long)Mix(Mix(Mix(Mix(1, batch.Ids), batch.TokenTypes), targets.Numbers), MemoryMarshal.Cast<float, int>(targets.Weights.AsSpan()));
        }

        return hashes;
    }

    /// <summary>One number for all rows in their order.</summary>
    public static ulong Together(ReadOnlySpan<long> rows)
    {
        var hash = (ulong)rows.Length;
        foreach (var row in rows)
        {
            hash = SeededRandom.Combine(hash, (ulong)row);
        }

        return hash;
    }

    private static ulong Mix(ulong hash, ReadOnlySpan<int> values)
    {
        foreach (var value in values)
        {
            hash = SeededRandom.Combine(hash, (ulong)value);
        }

        return hash;
    }
}

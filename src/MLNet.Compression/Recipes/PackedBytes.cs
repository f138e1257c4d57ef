using System.IO.Compression;

namespace MLNet.Compression.Recipes;

/// <summary>What ML.NET's model files make of bytes: they are zips.</summary>
internal static class PackedBytes
{
    /// <summary>How many bytes are left of those that are written.</summary>
    public static long Of(Action<Stream> write)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            write(deflate);
        }

        return packed.Length;
    }
}

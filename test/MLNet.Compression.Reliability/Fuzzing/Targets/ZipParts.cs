using System.IO.Compression;

namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>ZIP files as lists of entries.</summary>
internal static class ZipParts
{
    public static byte[] Read(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>When every entry was written, as the file says: so that the same entries make the same file.</summary>
    public static DateTimeOffset Time { get; } = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A ZIP file whose entries are stored as they are.</summary>
    public static byte[] Write(IEnumerable<(string Name, byte[] Bytes)> entries)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in entries)
            {
                var entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
                entry.LastWriteTime = Time;
                using var target = entry.Open();
                target.Write(bytes);
            }
        }

        return stream.ToArray();
    }
}
